"""Commands of the archive: search it, serve it on the web, and say who may read it there."""

from __future__ import annotations

from typing import Annotated

import typer

from briefing.cli.app import DEFAULT_CONFIG, AsJson, ConfigPath, app, complain, config_of, print_json, say

token_app = typer.Typer(
    help="Make, list and revoke what readers log in with on the web.", no_args_is_help=True, rich_markup_mode=None
)
app.add_typer(token_app, name="token")


@app.command()
def search(
    words: Annotated[
        list[str], typer.Argument(help='Words that must occur; "several words" together, word*, -word.')
    ] = [],  # noqa: B006
    region: Annotated[str, typer.Option("--region", help="Only this region, and those below it.")] = "",
    topic: Annotated[str, typer.Option("--topic", help="Only this topic.")] = "",
    source: Annotated[str, typer.Option("--source", help="Only this source.")] = "",
    first: Annotated[str, typer.Option("--from", help="From this day on, such as 2022-01-06.")] = "",
    last: Annotated[str, typer.Option("--until", help="Up to this day.")] = "",
    best: Annotated[bool, typer.Option("--best", help="The best first; otherwise the latest.")] = False,
    limit: Annotated[int, typer.Option("--limit", "-n", help="At most so many.", min=1, max=1000)] = 20,
    config: ConfigPath = DEFAULT_CONFIG,
    as_json: AsJson = False,
) -> None:
    """Search the wires of the archive. Days are those of UTC."""
    from briefing.pipeline.past.lookup import Question, hit_lines, hit_row, search_archive

    question = Question(
        words=" ".join(f'"{word}"' if " " in word else word for word in words),
        region=region,
        topic=topic,
        source=source,
        first=first,
        last=last,
        best=best,
        limit=limit,
    )
    found = search_archive(config_of(config), question)
    if as_json:
        print_json([hit_row(hit) for hit in found.hits])
        return
    for line in hit_lines(found):
        say(line)


@app.command()
def serve(
    config: ConfigPath = DEFAULT_CONFIG,
    host: Annotated[str, typer.Option("--host", help="Listen here instead of at web.host.")] = "",
    port: Annotated[int | None, typer.Option("--port", help="And at this port; 0 for any free one.")] = None,
    open_to_all: Annotated[
        bool, typer.Option("--open", help="Ask for no login: whoever reaches it reads all.")
    ] = False,
) -> None:
    """Serve the archive on the web until SIGTERM: editions, storylines, daybook, search, sources, runs."""
    from briefing.web.serve import serve as serve_archive

    serve_archive(config, host=host, port=port, open_to_all=open_to_all, say=complain_plainly)


def complain_plainly(text: str) -> None:
    """A line on standard error, as a service that logs there has it."""
    complain(text.removeprefix("briefing: "))


@token_app.command("new")
def token_new(
    reader: Annotated[str, typer.Option("--reader", "-r", help="For this reader: it opens his editions alone.")] = "",
    role: Annotated[
        str, typer.Option("--for", help="For the operator, or for a monitor of /health and /metrics.")
    ] = "",
    label: Annotated[str, typer.Option("--label", help="A word to know it by later.")] = "",
    days: Annotated[
        int | None, typer.Option("--days", help="Good for so many days; otherwise until revoked.", min=1)
    ] = None,
    config: ConfigPath = DEFAULT_CONFIG,
) -> None:
    """Make a token and print it, once: the archive keeps a hash of it and nothing more."""
    from briefing.pipeline.care.tokens import make_token

    row, secret = make_token(config_of(config), reader=reader, role=role, label=label, days=days)
    say(secret)
    whose = f"reader {row.reader}" if row.reader else f"the {row.role}"
    complain(f"token {row.id} for {whose}. It is not shown again; `briefing token revoke {row.id}` ends it.")


@token_app.command("list")
def token_list(config: ConfigPath = DEFAULT_CONFIG, as_json: AsJson = False) -> None:
    """List the tokens by id, never their secrets."""
    from briefing.pipeline.care.tokens import token_rows

    rows = token_rows(config_of(config))
    if as_json:
        print_json(rows)
        return
    for row in rows:
        whose = row["reader"] or f"({row['role']})"
        say(f"{row['id']}  {whose:<16} {row['state']:<8} {row['made_at'][:10]}  {row['label']}".rstrip())
    if not rows:
        say("No token was made. `briefing token new --reader NAME` makes one.")


@token_app.command("revoke")
def token_revoke(
    token: Annotated[str, typer.Argument(help="Its id, as the list has it.")],
    config: ConfigPath = DEFAULT_CONFIG,
) -> None:
    """End a token at once, with the logins and calendars made from it."""
    from briefing.pipeline.care.tokens import revoke

    revoke(config_of(config), token)
    say(f"Token {token} is revoked; its logins and calendars have ended.")
