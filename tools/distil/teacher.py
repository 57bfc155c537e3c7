"""The sentence model as an ONNX graph built from its safetensors: no torch needed."""
import numpy as np, onnx, os, sys
from onnx import helper as h, numpy_helper as nh, TensorProto as T
from safetensors.numpy import load_file
from tokenizers import Tokenizer

LAYERS, HEADS, HIDDEN = 6, 12, 384
HEAD = HIDDEN // HEADS

def build_graph(folder, out):
    w = load_file(os.path.join(folder, "model.safetensors"))
    w = {k.removeprefix("bert."): v for k, v in w.items()}
    nodes, inits, n = [], [], 0
    def const(name, value):
        inits.append(nh.from_array(np.ascontiguousarray(value), name)); return name
    def op(kind, inputs, **attrs):
        nonlocal n; n += 1
        o = f"t{n}"; nodes.append(h.make_node(kind, inputs, [o], **attrs)); return o
    def linear(x, prefix):
        const(prefix + ".w", w[prefix + ".weight"].T.astype(np.float32)); const(prefix + ".b", w[prefix + ".bias"].astype(np.float32))
        return op("Add", [op("MatMul", [x, prefix + ".w"]), prefix + ".b"])
    def norm(x, prefix):
        const(prefix + ".g", w[prefix + ".weight"]); const(prefix + ".bb", w[prefix + ".bias"])
        return op("LayerNormalization", [x, prefix + ".g", prefix + ".bb"], axis=-1, epsilon=1e-12)
    const("split", np.array([0, 0, HEADS, HEAD], np.int64)); const("merge", np.array([0, 0, HIDDEN], np.int64))
    const("scale", np.array(1 / np.sqrt(HEAD), np.float32)); const("one", np.array(1, np.float32)); const("neg", np.array(-1e4, np.float32))
    const("ax12", np.array([1, 2], np.int64)); const("ax2", np.array([2], np.int64)); const("ax1", np.array([1], np.int64))
    const("words", w["embeddings.word_embeddings.weight"])
    const("pos", w["embeddings.position_embeddings.weight"]); const("type0", w["embeddings.token_type_embeddings.weight"][0])
    x = op("Gather", ["words", "ids"])
    p = op("Gather", ["pos", "positions"])
    x = norm(op("Add", [op("Add", [x, p]), "type0"]), "embeddings.LayerNorm")
    mask = op("Mul", [op("Sub", ["one", op("Unsqueeze", ["mask", "ax12"])]), "neg"])
    for i in range(LAYERS):
        a = f"encoder.layer.{i}.attention."
        q, k, v = (op("Transpose", [op("Reshape", [linear(x, a + "self." + s), "split"])], perm=perm)
                   for s, perm in (("query", [0, 2, 1, 3]), ("key", [0, 2, 3, 1]), ("value", [0, 2, 1, 3])))
        att = op("Softmax", [op("Add", [op("Mul", [op("MatMul", [q, k]), "scale"]), mask])], axis=-1)
        ctx = op("Reshape", [op("Transpose", [op("MatMul", [att, v])], perm=[0, 2, 1, 3]), "merge"])
        x = norm(op("Add", [linear(ctx, a + "output.dense"), x]), a + "output.LayerNorm")
        f = op("Gelu", [linear(x, f"encoder.layer.{i}.intermediate.dense")])
        x = norm(op("Add", [linear(f, f"encoder.layer.{i}.output.dense"), x]), f"encoder.layer.{i}.output.LayerNorm")
    m = op("Unsqueeze", ["mask", "ax2"])
    s = op("ReduceSum", [op("Mul", [x, m]), "ax1"], keepdims=0)
    nodes.append(h.make_node("LpNormalization", [s], ["out"], axis=-1, p=2))
    g = h.make_graph(nodes, "minilm", [h.make_tensor_value_info("ids", T.INT64, ["b", "l"]), h.make_tensor_value_info("positions", T.INT64, ["l"]),
        h.make_tensor_value_info("mask", T.FLOAT, ["b", "l"])], [h.make_tensor_value_info("out", T.FLOAT, ["b", HIDDEN])], inits)
    onnx.save(h.make_model(g, opset_imports=[h.make_opsetid("", 20)], ir_version=10), out)

class Teacher:
    def __init__(self, folder, work, threads=2, max_tokens=256, quantised=False):
        import onnxruntime as ort
        path = os.path.join(work, "teacher.onnx")
        if not os.path.exists(path): build_graph(folder, path)
        if quantised:
            q = os.path.join(work, "teacher-int8.onnx")
            if not os.path.exists(q):
                from onnxruntime.quantization import quantize_dynamic, QuantType
                quantize_dynamic(path, q, weight_type=QuantType.QInt8, per_channel=True, extra_options={"MatMulConstBOnly": True})
            path = q
        o = ort.SessionOptions(); o.intra_op_num_threads = threads; o.inter_op_num_threads = 1
        self.s = ort.InferenceSession(path, o, providers=["CPUExecutionProvider"])
        self.t = Tokenizer.from_file(os.path.join(folder, "tokenizer.json")); self.t.no_padding(); self.t.enable_truncation(max_tokens)
    def encode_ids(self, ids, batch=512):
        """Vectors of token lists of one length."""
        out = []
        for start in range(0, len(ids), batch):
            part = np.array(ids[start:start + batch], np.int64)
            out.append(self.s.run(None, {"ids": part, "positions": np.arange(part.shape[1]), "mask": np.ones(part.shape, np.float32)})[0])
        return np.concatenate(out)

    def encode(self, texts, budget=2048, log=False):
        out = np.empty((len(texts), HIDDEN), np.float32)
        enc = [e.ids for s in range(0, len(texts), 10000) for e in self.t.encode_batch(texts[s:s + 10000])]
        order = sorted(range(len(texts)), key=lambda i: len(enc[i]))
        i = 0; step = 0
        while i < len(order):
            j = i
            while j < len(order) and (j - i + 1) * len(enc[order[j]]) <= max(budget, len(enc[order[j]])): j += 1
            part = order[i:j]; l = len(enc[part[-1]])
            ids = np.zeros((len(part), l), np.int64); mask = np.zeros((len(part), l), np.float32)
            for r, k in enumerate(part): ids[r, :len(enc[k])] = enc[k]; mask[r, :len(enc[k])] = 1
            out[part] = self.s.run(None, {"ids": ids, "positions": np.arange(l), "mask": mask})[0]
            i = j; step += 1
            if log and step % 200 == 0: print(f"  {i}/{len(order)}", file=sys.stderr, flush=True)
        return out
