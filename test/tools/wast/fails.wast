;; Every line here from the first assertion on is wrong.
(module
  (func (export "add") (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1)))
  (func (export "quotient") (param i32 i32) (result i32) (i32.div_u (local.get 0) (local.get 1)))
  (func (export "nan") (result f32) (f32.const nan)))

;; Of these:
(assert_return (invoke "add" (i32.const 1) (i32.const 2)) (i32.const 4))
(assert_return (invoke "quotient" (i32.const 1) (i32.const 0)) (i32.const 4))
(assert_trap (invoke "add" (i32.const 1) (i32.const 2)) "integer overflow")
(assert_trap (invoke "quotient" (i32.const 1) (i32.const 0)) "integer overflow")
(assert_invalid (module) "type mismatch")
(assert_unlinkable (module) "unknown import")
(assert_return (invoke $other "add"))
(assert_return (invoke "nan") (f32.const 0))
