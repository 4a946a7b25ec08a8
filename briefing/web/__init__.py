"""The archive on the web: pages drawn on the server from what the store holds, for readers who prove who they are.

    guard      what no request may do: another host, a large body; and the headers that every answer has
    access     tokens, logins, forms: who asks, and whether a form is his own
    archive    the open store, the tables and the templates that the pages share
    pages      a template becomes an answer; a fault becomes a page
    gist       what the lists say of editions, read of each once; what was taken back of one since
    frame      an edition in its reader's template, under the bar of the archive
    standing   how the house does, for the operator's pages and for monitors
    editions storylines daybook search wires sources runs preview health login assets    one family of pages each
    app        the routes over them                                serve      the server around them

Starlette and uvicorn (the extra "web") are imported here and nowhere else. Pages read; what they never do is write to
the store: a reader at the archive holds up no run.
"""
