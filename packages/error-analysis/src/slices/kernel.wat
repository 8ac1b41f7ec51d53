;; What a slice search spends its time on: codes are counted and become packed
;; bits, and bits are counted, eight bytes a step with the processor's own count of
;; bits, which JavaScript has no word for. Every length of sets is a multiple of 32
;; bytes. The memory is one that threads can share. Compiled when it is loaded, so that a thread that is new is as fast as one
;; that has run for long. kernelCode.ts is this, compiled; a
;; test holds the two together.
(module
  (import "env" "memory" (memory 1 65536 shared))

  ;; Counts codes, rows without and with an error apart: of code c at the pair of
  ;; counts c + 1; -1 stands at 0, and what is no code at $most. Rows come by two, each
  ;; with a table of its own, so that a count need not wait for the last one's.
  (func (export "countCodes")
    (param $codes i32) (param $end i32) (param $flags i32)
    (param $counts i32) (param $others i32) (param $most i32)
    (local $slot i32) (local $code i32)
    (block $done
      (br_if $done (i32.eq (local.get $codes) (local.get $end)))
      (loop $next
        (local.set $slot
          (i32.add
            (local.get $counts)
            (i32.add
              (i32.shl
                (select
                  (local.tee $code (i32.add (i32.load (local.get $codes)) (i32.const 1)))
                  (local.get $most)
                  (i32.lt_u (local.get $code) (local.get $most)))
                (i32.const 3))
              (i32.shl (i32.load8_u (local.get $flags)) (i32.const 2)))))
        (i32.store (local.get $slot)
          (i32.add (i32.load (local.get $slot)) (i32.const 1)))
        (local.set $slot
          (i32.add
            (local.get $others)
            (i32.add
              (i32.shl
                (select
                  (local.tee $code (i32.add (i32.load offset=4 (local.get $codes)) (i32.const 1)))
                  (local.get $most)
                  (i32.lt_u (local.get $code) (local.get $most)))
                (i32.const 3))
              (i32.shl (i32.load8_u offset=1 (local.get $flags)) (i32.const 2)))))
        (i32.store (local.get $slot)
          (i32.add (i32.load (local.get $slot)) (i32.const 1)))
        (local.set $codes (i32.add (local.get $codes) (i32.const 8)))
        (local.set $flags (i32.add (local.get $flags) (i32.const 2)))
        (br_if $next (i32.ne (local.get $codes) (local.get $end))))))

  ;; Sets the bit of each row in the set of its code: $sets has addresses, in the
  ;; order of the counts above. Rows with an error and those without have bits of
  ;; their own, each in turn: $places has the next of both, and of the rows behind
  ;; them afterwards.
  (func (export "setBits")
    (param $codes i32) (param $end i32) (param $flags i32) (param $places i32)
    (param $sets i32) (param $most i32)
    (local $place i32) (local $byte i32) (local $code i32)
    (local $flag i32) (local $other i32) (local $erring i32)
    (local.set $other (i32.load (local.get $places)))
    (local.set $erring (i32.load offset=4 (local.get $places)))
    (block $done
      (br_if $done (i32.eq (local.get $codes) (local.get $end)))
      (loop $next
        (local.set $place
          (select
            (local.get $erring)
            (local.get $other)
            (local.tee $flag (i32.load8_u (local.get $flags)))))
        (local.set $erring (i32.add (local.get $erring) (local.get $flag)))
        (local.set $other
          (i32.add
            (local.get $other)
            (i32.xor (local.get $flag) (i32.const 1))))
        (local.set $byte
          (i32.add
            (i32.load
              (i32.add
                (local.get $sets)
                (i32.shl
                  (select
                    (local.tee $code (i32.add (i32.load (local.get $codes)) (i32.const 1)))
                    (local.get $most)
                    (i32.lt_u (local.get $code) (local.get $most)))
                  (i32.const 2))))
            (i32.shr_u (local.get $place) (i32.const 3))))
        (i32.store8 (local.get $byte)
          (i32.or
            (i32.load8_u (local.get $byte))
            (i32.shl
              (i32.const 1)
              (i32.and (local.get $place) (i32.const 7)))))
        (local.set $codes (i32.add (local.get $codes) (i32.const 4)))
        (local.set $flags (i32.add (local.get $flags) (i32.const 1)))
        (br_if $next (i32.ne (local.get $codes) (local.get $end)))))
    (i32.store (local.get $places) (local.get $other))
    (i32.store offset=4 (local.get $places) (local.get $erring)))

  ;; Bits that both sets have.
  (func $countShared (export "countShared")
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

  ;; Of each pair of sets, as two addresses side by side: adds how many bits both
  ;; have in so many bytes, $at behind where they begin, to its count. A call for
  ;; each pair would take as long as counting a few hundred bytes.
  (func (export "countPairs")
    (param $pairs i32) (param $end i32) (param $at i32) (param $bytes i32)
    (param $counts i32)
    (block $done
      (br_if $done (i32.eq (local.get $pairs) (local.get $end)))
      (loop $next
        (i32.store (local.get $counts)
          (i32.add
            (i32.load (local.get $counts))
            (call $countShared
              (i32.add (i32.load (local.get $pairs)) (local.get $at))
              (i32.add (i32.load offset=4 (local.get $pairs)) (local.get $at))
              (local.get $bytes))))
        (local.set $pairs (i32.add (local.get $pairs) (i32.const 8)))
        (local.set $counts (i32.add (local.get $counts) (i32.const 4)))
        (br_if $next (i32.ne (local.get $pairs) (local.get $end))))))

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
