export { f32_add, f32_sub } from './float/f32_add';
export { f32_eq, f32_ge, f32_gt, f32_le, f32_lt, f32_ne } from './float/f32_compare';
export { f32_convert_i32_s, f32_convert_i32_u, f32_convert_i64_s, f32_convert_i64_u } from './float/f32_convert';
export { f32_div } from './float/f32_div';
export { f32_max, f32_min } from './float/f32_min_max';
export { f32_mul } from './float/f32_mul';
export { f32_ceil, f32_floor, f32_nearest, f32_trunc } from './float/f32_round';
export { f32_sqrt } from './float/f32_sqrt';
export {
  i32_trunc_f32_s,
  i32_trunc_f32_u,
  i32_trunc_sat_f32_s,
  i32_trunc_sat_f32_u,
  i64_trunc_f32_s,
  i64_trunc_f32_u,
  i64_trunc_sat_f32_s,
  i64_trunc_sat_f32_u,
} from './float/trunc_f32';
export { f64_add, f64_sub } from './float/f64_add';
export { f64_mul } from './float/f64_mul';
export { f64_div } from './float/f64_div';
export { f64_sqrt } from './float/f64_sqrt';
export { f64_eq, f64_ge, f64_gt, f64_le, f64_lt, f64_ne } from './float/f64_compare';
export { f64_convert_i32_s, f64_convert_i32_u, f64_convert_i64_s, f64_convert_i64_u } from './float/f64_convert';
export { f64_max, f64_min } from './float/f64_min_max';
export { f64_ceil, f64_floor, f64_nearest, f64_trunc } from './float/f64_round';
export {
  i32_trunc_f64_s,
  i32_trunc_f64_u,
  i32_trunc_sat_f64_s,
  i32_trunc_sat_f64_u,
  i64_trunc_f64_s,
  i64_trunc_f64_u,
  i64_trunc_sat_f64_s,
  i64_trunc_sat_f64_u,
} from './float/trunc_f64';
export { f32_demote_f64 } from './float/demote';
export { f64_promote_f32 } from './float/promote';
