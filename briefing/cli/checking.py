"""Commands that say what is set up and why something was decided."""

from __future__ import annotations

from typing import Annotated

import typer

from briefing.cli.app import (
    DEFAULT_CONFIG,
    AsJson,
    ConfigPath,
    app,
    config_of,
    print_json,
    say,
)


@app.command()
def check(
    config: ConfigPath = DEFAULT_CONFIG,
    regions: Annotated[
        bool, typer.Option("--regions", help="List the region keys that a reader may name, with their countries.")
    ] = False,
    connect: Annotated[bool, typer.Option("--connect", help="Ask every channel for an answer; sends nothing.")] = False,
    as_json: AsJson = False,
) -> None:
    """Check the configuration, the templates and the sources, and say what would happen next."""
    from briefing.pipeline.care.checks import check_all, region_lines, region_rows

    if regions:
        asked = config_of(config)
        print_json(region_rows(asked)) if as_json else say("\n".join(region_lines(asked)))
        return
    report = check_all(config_of(config), connecting=connect)
    if as_json:
        print_json(report)
    else:
        for line in report["lines"]:
            say(line)
    raise typer.Exit(2 if report["faults"] else 0)


@app.command()
def explain(
    what: Annotated[str, typer.Argument(help="A wire's or story's id, a wire's link, or a wire file.")],
    config: ConfigPath = DEFAULT_CONFIG,
    as_json: AsJson = False,
) -> None:
    """Show which words, places and rules decided on a wire, or why a story's wires were joined."""
    from briefing.pipeline.past.explain import explain_lines, explain_thing

    document = explain_thing(config_of(config) if config.exists() else None, what)
    if as_json:
        print_json(document)
    else:
        for line in explain_lines(document):
            say(line)
