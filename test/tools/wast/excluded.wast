(assert_malformed (module quote "(func))") "unexpected token")
(assert_invalid (module (func (local $x i32) (local $x i32))) "duplicate local")
(assert_invalid (module (func (result i32 i32) (i32.const 1) (i32.const 2))) "invalid result arity")

(module $owner
  (memory (export "memory") 1)
  (func (export "load") (result i32) (i32.load (i32.const 0))))
(assert_return (invoke "load") (i32.const 0))
(register "owner" $owner)
(module $reader
  (import "owner" "load" (func $load (result i32)))
  (func (export "read") (result i32) (call $load)))
(assert_return (invoke "read") (i32.const 0))
(module
  (import "owner" "memory" (memory 1))
  (func (export "store") (i32.store (i32.const 0) (i32.const 1))))
(invoke "store")
(assert_return (invoke $owner "load") (i32.const 1))
(assert_return (invoke $reader "read") (i32.const 1))
