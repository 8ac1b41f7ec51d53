"""Rows a second of the native ONNX Runtime: two threads, a session each.

Usage: nativeInfer.py MODEL ROWS.f32 WIDTH OUTPUT BATCH SECONDS WORKERS
"""
import sys
import threading
import time

import numpy
import onnxruntime

model, rows, width, output, batch, seconds, workers = sys.argv[1:]
width, batch, seconds, workers = int(width), int(batch), float(seconds), int(workers)
values = numpy.fromfile(rows, dtype="<f4").reshape(-1, width)
batches = len(values) // batch
parts = [numpy.ascontiguousarray(values[i * batch:(i + 1) * batch]) for i in range(batches)]
barrier = threading.Barrier(workers)
rates = [0.0] * workers


def work(worker):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    name = session.get_inputs()[0].name
    for i in range(20):
        session.run([output], {name: parts[i % batches]})
    barrier.wait()
    started = time.perf_counter()
    runs = 0
    while time.perf_counter() - started < seconds:
        session.run([output], {name: parts[runs % batches]})
        runs += 1
    rates[worker] = runs * batch / (time.perf_counter() - started)


threads = [threading.Thread(target=work, args=(i,)) for i in range(workers)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(onnxruntime.__version__, sum(rates))
