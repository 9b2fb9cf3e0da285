"""How the learned extractor's tagger is trained: from labelled articles to one ONNX file.

Nothing else of the program needs this package or what it stands on (the extra `train`).
"""
