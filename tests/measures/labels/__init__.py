"""Hand labels of sources, requests, speakers, nesting, hedges and stances in the train split."""
