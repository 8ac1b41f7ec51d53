;; What a slice search spends its time on, over packed bits: eight bytes a step
;; with the processor's own count of bits, which JavaScript has no word for.
;; Every length is a multiple of 32 bytes. kernelCode.ts is this, compiled; a
;; test holds the two together.
(module
  (import "env" "memory" (memory 1))

  ;; Bits that both sets have.
  (func (export "countShared")
    (param $a i32) (param $b i32) (param $bytes i32) (result i32)
    (local $end i32) (local $count i64)
    (local.set $end (i32.add (local.get $a) (local.get $bytes)))
    (block $done
      (br_if $done (i32.eqz (local.get $bytes)))
      (loop $next
        (local.set $count
          (i64.add
            (local.get $count)
            (i64.add
              (i64.add
                (i64.popcnt (i64.and
                  (i64.load (local.get $a))
                  (i64.load (local.get $b))))
                (i64.popcnt (i64.and
                  (i64.load offset=8 (local.get $a))
                  (i64.load offset=8 (local.get $b)))))
              (i64.add
                (i64.popcnt (i64.and
                  (i64.load offset=16 (local.get $a))
                  (i64.load offset=16 (local.get $b))))
                (i64.popcnt (i64.and
                  (i64.load offset=24 (local.get $a))
                  (i64.load offset=24 (local.get $b))))))))
        (local.set $a (i32.add (local.get $a) (i32.const 32)))
        (local.set $b (i32.add (local.get $b) (i32.const 32)))
        (br_if $next (i32.ne (local.get $a) (local.get $end)))))
    (i32.wrap_i64 (local.get $count)))

  ;; Writes the bits that both sets have.
  (func (export "intersect")
    (param $a i32) (param $b i32) (param $out i32) (param $bytes i32)
    (local $end i32)
    (local.set $end (i32.add (local.get $a) (local.get $bytes)))
    (block $done
      (br_if $done (i32.eqz (local.get $bytes)))
      (loop $next
        (v128.store (local.get $out)
          (v128.and
            (v128.load (local.get $a))
            (v128.load (local.get $b))))
        (local.set $a (i32.add (local.get $a) (i32.const 16)))
        (local.set $b (i32.add (local.get $b) (i32.const 16)))
        (local.set $out (i32.add (local.get $out) (i32.const 16)))
        (br_if $next (i32.ne (local.get $a) (local.get $end))))))

  ;; Of the 64-bit floats that stand at the bits both sets have: writes their
  ;; sum, the sum of their squares and the largest of them and 0.
  (func (export "sumShared")
    (param $a i32) (param $b i32) (param $bytes i32)
    (param $values i32) (param $out i32)
    (local $end i32) (local $word i64) (local $value f64)
    (local $sum f64) (local $squares f64) (local $most f64)
    (local.set $end (i32.add (local.get $a) (local.get $bytes)))
    (block $done
      (br_if $done (i32.eqz (local.get $bytes)))
      (loop $next
        (local.set $word (i64.and
          (i64.load (local.get $a))
          (i64.load (local.get $b))))
        (block $empty
          (br_if $empty (i64.eqz (local.get $word)))
          (loop $bit
            (local.set $value (f64.load (i32.add
              (local.get $values)
              (i32.shl
                (i32.wrap_i64 (i64.ctz (local.get $word)))
                (i32.const 3)))))
            (local.set $sum (f64.add (local.get $sum) (local.get $value)))
            (local.set $squares (f64.add
              (local.get $squares)
              (f64.mul (local.get $value) (local.get $value))))
            (local.set $most (f64.max (local.get $most) (local.get $value)))
            (local.set $word (i64.and
              (local.get $word)
              (i64.sub (local.get $word) (i64.const 1))))
            (br_if $bit (i64.ne (local.get $word) (i64.const 0)))))
        (local.set $values (i32.add (local.get $values) (i32.const 512)))
        (local.set $a (i32.add (local.get $a) (i32.const 8)))
        (local.set $b (i32.add (local.get $b) (i32.const 8)))
        (br_if $next (i32.ne (local.get $a) (local.get $end)))))
    (f64.store (local.get $out) (local.get $sum))
    (f64.store offset=8 (local.get $out) (local.get $squares))
    (f64.store offset=16 (local.get $out) (local.get $most))))
