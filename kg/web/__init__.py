"""The served pages and the endpoint: what the store holds, over HTTP.

Every module of `kg/web/routes/` offers `RESOURCES`; the folder is the list of them.
"""
