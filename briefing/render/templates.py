"""Templates: where they are found, what they may do, and how a fault in one is told.

A template is looked up in the reader's folder first, then in the stock one; "default:brief.html.j2" names the stock
file, so that an override may extend what it overrides. Templates run in Jinja's immutable sandbox with autoescape
always on and unknown names refused.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing.errors import TemplateError
from briefing.render.drawtime import TooSlowError, stopped_after

if TYPE_CHECKING:
    import jinja2

STOCK = "default"
STOCK_NAMES = (STOCK, "broadsheet")
PLURALS = ("zero", "one", "two", "few", "many", "other")
SUFFIXES = (".j2", ".css", ".yaml")
_PACKAGE = Path(__file__).resolve().parents[1]
_SECONDS = 10.0  # of processor: a template that draws for longer is stopped; the stock one takes 0.05 s for 40 stories
_CHARACTERS = 20_000_000  # and so is one that writes more than this


@dataclass(frozen=True, kw_only=True, slots=True)
class TemplateSet:
    """The folders a reader's templates come from, the first one first; the last is always the stock one."""

    name: str
    folders: tuple[Path, ...]

    @property
    def stock(self) -> bool:
        return self.name == STOCK


def stock_folder() -> Path:
    """The stock templates: beside the package in a checkout, inside it when installed."""
    inside, beside = _PACKAGE / "templates" / STOCK, _PACKAGE.parent / "templates" / STOCK
    return inside if inside.is_dir() else beside


def stock_templates() -> TemplateSet:
    """The stock set alone."""
    return TemplateSet(name=STOCK, folders=(stock_folder(),))


def find_templates(name: str, *roots: Path) -> TemplateSet:
    """The set of that name from ``roots`` (folders that hold template folders), over the stock one.

    ``name`` is a folder's name or a path to one; "ministry+compact" is one over the other. Raises TemplateError with
    the nearest name when there is none.
    """
    own = [one for one in name.split("+") if one and one not in STOCK_NAMES]
    if not own:
        return stock_templates()
    return TemplateSet(name=name, folders=(*(_folder(one, roots) for one in own), stock_folder()))


def _folder(name: str, roots: tuple[Path, ...]) -> Path:
    places = (*roots, stock_folder().parent)
    candidates = [Path(name)] if "/" in name or "\\" in name else [root / name for root in places]
    for folder in candidates:
        if folder.is_dir():
            return folder
    known = sorted({p.name for root in places if root.is_dir() for p in root.iterdir() if p.is_dir()} - {"web"})
    raise TemplateError(
        "there is no such template folder", subject=name, hint=did_you_mean(name, known) or _listing(known)
    )


def did_you_mean(word: str, known: list[str] | tuple[str, ...]) -> str:
    """A hint with the nearest known word, or ""."""
    near = difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    return f'Did you mean "{near[0]}"?' if near else ""


def _listing(known: list[str]) -> str:
    return "There are: " + ", ".join(known) if known else ""


# ---------------------------------------------------------------- labels and theme


def read_settings(
    templates: TemplateSet, file: str, language: str = "", told: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """labels.yaml or theme.yaml of every folder, the reader's keys over the stock ones, one level deep in mappings.

    With a ``language`` each folder's "labels.ru.yaml" lies over its "labels.yaml"; ``told`` are values over the stock
    file's. Raises TemplateError("file:line") on a file that is not YAML, on a key that the stock file does not have,
    and on a value of another kind than the stock one.
    """
    merged: dict[str, Any] = {}
    name, _, suffix = file.rpartition(".")
    names = [file, f"{name}.{language}.{suffix}"] if language else [file]
    for path in (folder / one for folder in reversed(templates.folders) for one in names):
        if not path.is_file():
            continue
        found = _read_yaml(path)
        if not merged:
            merged = _laid_over(found, told or {})
            continue
        _check_keys(found, merged, path)
        merged = _laid_over(merged, found)
    return merged


def _laid_over(under: dict[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """``over`` on ``under``; the keys of mappings are laid over one by one."""
    laid = dict(under)
    for key, value in over.items():
        both = isinstance(value, Mapping) and isinstance(laid.get(key), Mapping)
        laid[key] = {**laid[key], **value} if both else value
    return laid


@lru_cache(maxsize=64)
def _parsed(text: str) -> Any:
    """What YAML text says. Kept, since it takes 50 ms for the labels and a mail is drawn several times a run; nobody
    changes what comes out."""
    from ruamel.yaml import YAML

    return YAML(typ="safe", pure=True).load(text) or {}


def _read_yaml(path: Path) -> dict[str, Any]:
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    try:
        value = _parsed(path.read_text("utf-8"))
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise TemplateError(
            str(error.problem),
            subject=f"{path.parent.name}/{path.name}:{line}",
            hint="Check the quotes and the indent.",
        ) from error
    except (YAMLError, UnicodeDecodeError, OSError) as error:
        raise TemplateError(f"cannot be read ({error})", subject=f"{path.parent.name}/{path.name}:1") from error
    if not isinstance(value, dict):
        raise TemplateError("should be a list of `key: value` lines", subject=f"{path.parent.name}/{path.name}:1")
    return {str(key): item for key, item in value.items()}


def _check_keys(found: Mapping[str, Any], known: Mapping[str, Any], path: Path) -> None:
    for key, value in found.items():
        subject = f"{path.parent.name}/{path.name}:{_line_of(path, key)}"
        if key not in known:
            raise TemplateError(f'unknown key "{key}"', subject=subject, hint=did_you_mean(key, list(known)))
        fault, hint = _value_fault(key, value, known[key])
        if fault:
            raise TemplateError(fault, subject=subject, hint=hint)


def _value_fault(key: str, value: Any, stock: Any) -> tuple[str, str]:
    """What is wrong with a setting against the stock one, and what to do; both empty where it is right."""
    if not isinstance(stock, Mapping):
        return ("", "") if isinstance(value, str | int | float) else (f'"{key}" should be a text', "")
    if set(stock) <= set(PLURALS) and isinstance(value, str):
        return "", ""
    if not isinstance(value, Mapping):
        return f'"{key}" should be a mapping of {", ".join(map(str, stock))}', ""
    allowed = PLURALS if set(stock) <= set(PLURALS) else tuple(map(str, stock))
    for name, item in value.items():
        if name not in allowed:
            return f'unknown key "{name}" in "{key}"', did_you_mean(str(name), allowed)
        size = len(stock[name]) if isinstance(stock.get(name), list) else 0
        if size and not (isinstance(item, list) and len(item) == size):
            return f'"{name}" in "{key}" should be a list of {size} names', ""
        if not size and not isinstance(item, str):
            return f'"{name}" in "{key}" should be a text', ""
    return "", ""


def _line_of(path: Path, key: str) -> int:
    lines = path.read_text("utf-8").splitlines()
    return next((n for n, line in enumerate(lines, 1) if re.match(rf"[\"']?{re.escape(key)}[\"']?\s*:", line)), 1)


# ---------------------------------------------------------------- the environment


def environment(templates: TemplateSet) -> jinja2.Environment:
    """A sandboxed environment over the set; autoescape is on for every file, whatever its name."""
    from briefing.render.sandbox import sandbox

    return sandbox(templates)


def draw(env: jinja2.Environment, name: str, context: Mapping[str, Any]) -> str:
    """The text of template ``name``.

    Raises TemplateError with "file:line" for whatever goes wrong inside a template, and for one that does not end.
    """
    import jinja2

    try:
        with stopped_after(_SECONDS) as is_over:
            return "".join(_bounded(env.get_template(name).generate(context), name, is_over))
    except TemplateError:
        raise
    except TooSlowError as error:
        raise _endless(name) from error
    except jinja2.TemplateNotFound as error:
        hint = did_you_mean(str(error.name), env.list_templates())
        raise TemplateError(f'there is no template "{error.name}"', subject=_place(error, name), hint=hint) from error
    except jinja2.TemplateSyntaxError as error:
        where = f"{_short(error.filename or error.name or name)}:{error.lineno}"
        raise TemplateError(str(error.message), subject=where, hint=_syntax_hint(env, str(error.message))) from error
    except jinja2.UndefinedError as error:
        message, _, hint = str(error.message).partition(". ")
        hint = hint or _global_hint(message, context)
        raise TemplateError(message, subject=_place(error, name), hint=hint) from error
    except RecursionError as error:
        raise TemplateError("a template includes itself without end", subject=_place(error, name)) from error
    except Exception as error:  # whatever an expression in a template raises is that template's fault
        raise TemplateError(f"{type(error).__name__}: {error}", subject=_place(error, name)) from error


def _bounded(pieces: Iterator[str], name: str, is_over: Callable[[], bool]) -> Iterator[str]:
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > _CHARACTERS or is_over():
            raise _endless(name)
        yield piece


def _endless(name: str) -> TemplateError:
    return TemplateError(
        "was stopped: it does not come to an end", subject=f"{name}:1", hint="Look for a loop over a large range."
    )


def _place(error: BaseException, name: str) -> str:
    """ "file:line" of the innermost template frame that the error went through."""
    place, trace = f"{name}:1", error.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if file.endswith(SUFFIXES):
            place = f"{_short(file)}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place


def _short(file: str) -> str:
    """The template's folder and file."""
    path = Path(file)
    return f"{path.parent.name}/{path.name}" if path.parent.name else path.name


def _global_hint(message: str, context: Mapping[str, Any]) -> str:
    found = re.search(r'unknown name "([^"]*)"$', message)
    return did_you_mean(found[1], list(context)) if found else ""


def _syntax_hint(env: jinja2.Environment, message: str) -> str:
    found = re.search(r"No (filter|test) named '([^']*)'", message)
    if found:
        return did_you_mean(found[2], list(env.filters if found[1] == "filter" else env.tests))
    found = re.search(r"unknown tag '([^']*)'", message)
    tags = [
        "if",
        "elif",
        "else",
        "endif",
        "for",
        "endfor",
        "block",
        "endblock",
        "include",
        "extends",
        "macro",
        "endmacro",
        "set",
        "import",
        "from",
        "call",
        "filter",
        "with",
    ]
    return did_you_mean(found[1], tags) if found else ""
