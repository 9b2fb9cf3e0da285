"""What other tools found, read strictly: where they counted, whom they named, what is not kept.

A tool gives stretches of a text with the words that stand there. The words are compared with
the text before anything else is done, so a wrong text or another way of counting shows at once.
"""
