"""Learn briefing/data/topics/weights.json from scripts/topics_sentences.txt.

    .venv/bin/python scripts/train_topics.py          prints the cross-validated figures, writes the weights
    .venv/bin/python scripts/train_topics.py --check  prints them, writes nothing

Three small models over the figures that briefing.digest.topics makes of a text: a logistic one for each section and a
softmax over the topics. Each starts from the weights written in data/topics.yaml and is held to them by a quadratic
penalty, so that a few hundred sentences correct the hand-made weights and do not replace them. Needs numpy and scipy.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from briefing.digest.topics import figures_for, given_rows, hand_bias
from briefing.digest.topics_lexicon import lexicon
from briefing.model import SECTIONS, TOPICS

HERE = Path(__file__).parent
SENTENCES = HERE / "topics_sentences.txt"
WEIGHTS = HERE.parent / "briefing" / "data" / "topics" / "weights.json"
HOLD = {"section": 4.0, "topic": 2.0, "bias": 8.0}  # weight of the penalty, from the cross-validation below
FOLDS = 5
LEAST = 0.05  # what moves a weight less than this is left out
# A feed holds more of the rest of the world's news than the sentences do: what one sentence without a section, and
# one of topic "other", counts for.
SHARE = {"none": 1.5, "other": 2.0}


def read_sentences() -> list[tuple[str, str, str, str]]:
    """(sections, topic, headline, lede) of every line."""
    rows = []
    for line in SENTENCES.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            sections, topic, headline, lede = line.split("|")
            assert set(sections) <= set("tc-"), line
            assert topic in TOPICS, line
            rows.append((sections, topic, headline, lede))
    return rows


def matrix(rows: list[tuple[str, str, str, str]], groups: list[str]) -> np.ndarray:
    """A row of figures per sentence, a column per group, the last one always 1."""
    column = {group: k for k, group in enumerate(groups)}
    out = np.zeros((len(rows), len(groups) + 1))
    out[:, -1] = 1.0
    for i, (_, _, headline, lede) in enumerate(rows):
        for group, value in figures_for(headline, [lede] if lede else []).items():
            out[i, column[group]] = value
    return out


def fit_binary(x: np.ndarray, y: np.ndarray, start: np.ndarray, hold: np.ndarray, share: np.ndarray) -> np.ndarray:
    sign = np.where(y, 1.0, -1.0)

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        margin = sign * (x @ w)
        pull = w - start
        value = (share * np.logaddexp(0, -margin)).sum() + 0.5 * (hold * pull**2).sum()
        return value, x.T @ (-share * sign / (1 + np.exp(margin))) + hold * pull

    return minimize(loss, start, jac=True, method="L-BFGS-B").x


def fit_softmax(x: np.ndarray, y: np.ndarray, start: np.ndarray, hold: np.ndarray, share: np.ndarray) -> np.ndarray:
    """``start`` has a row per topic."""
    onehot = np.eye(len(start))[y]

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        w = flat.reshape(start.shape)
        z = x @ w.T
        z -= z.max(axis=1, keepdims=True)
        p = np.exp(z)
        p /= p.sum(axis=1, keepdims=True)
        pull = w - start
        value = -(share * np.log((p * onehot).sum(axis=1) + 1e-12)).sum() + 0.5 * (hold * pull**2).sum()
        return value, ((share[:, None] * (p - onehot)).T @ x + hold * pull).ravel()

    return minimize(loss, start.ravel(), jac=True, method="L-BFGS-B").x.reshape(start.shape)


class Trainer:
    """The sentences as figures, with the hand-made weights to start from."""

    def __init__(self) -> None:
        self.rows = read_sentences()
        self.groups = list(lexicon().groups)
        self.x = matrix(self.rows, self.groups)
        self.talks = np.array(["t" in r[0] for r in self.rows])
        self.crisis = np.array(["c" in r[0] for r in self.rows])
        self.topic = np.array([TOPICS.index(r[1]) for r in self.rows])
        self.share = np.where(self.talks | self.crisis, 1.0, SHARE["none"])
        self.topic_share = np.where(self.topic == TOPICS.index("other"), SHARE["other"], 1.0)
        given, bias = given_rows(lexicon(), {}), hand_bias()
        self.start = {
            key: np.array([*(given[key].get(g, 0.0) for g in self.groups), bias.get(key, 0.0)])
            for key in (*SECTIONS, *TOPICS)
        }

    def fit(self, keep: np.ndarray) -> dict[str, np.ndarray]:
        """Weights by section and topic, learned from the sentences that ``keep`` marks."""
        x = self.x[keep]
        hold = {k: np.array([HOLD[k]] * len(self.groups) + [HOLD["bias"]]) for k in ("section", "topic")}
        out = {
            key: fit_binary(x, y[keep], self.start[key], hold["section"], self.share[keep])
            for key, y in zip(SECTIONS, (self.talks, self.crisis), strict=True)
        }
        start = np.stack([self.start[t] for t in TOPICS])
        topics = fit_softmax(x, self.topic[keep], start, hold["topic"], self.topic_share[keep])
        return out | dict(zip(TOPICS, topics, strict=True))

    def cross_validate(self) -> dict[str, float]:
        """F1 of both sections and the topic accuracy over held-out fifths."""
        fold = np.arange(len(self.rows)) % FOLDS
        got = {key: np.zeros(len(self.rows)) for key in (*SECTIONS, *TOPICS)}
        for k in range(FOLDS):
            for key, w in self.fit(fold != k).items():
                got[key][fold == k] = self.x[fold == k] @ w
        topic = np.stack([got[t] for t in TOPICS]).argmax(axis=0)
        return {
            SECTIONS[0]: f1(got[SECTIONS[0]] > 0, self.talks),
            SECTIONS[1]: f1(got[SECTIONS[1]] > 0, self.crisis),
            "topic": float((topic == self.topic).mean()),
        }


def f1(got: np.ndarray, gold: np.ndarray) -> float:
    hit = int((got & gold).sum())
    return 2 * hit / max(int(got.sum() + gold.sum()), 1)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--check", action="store_true", help="write nothing")
    check = arguments.parse_args().check
    trainer = Trainer()
    print(len(trainer.rows), "sentences", {k: round(v, 3) for k, v in trainer.cross_validate().items()})
    if check:
        return
    fitted = trainer.fit(np.ones(len(trainer.rows), dtype=bool))
    learned = {
        key: {
            g: round(float(d), 3)
            for g, d in zip(trainer.groups, w - trainer.start[key], strict=False)
            if abs(d) >= LEAST
        }
        for key, w in fitted.items()
    }
    bias = {key: round(float(w[-1]), 3) for key, w in fitted.items()}
    WEIGHTS.parent.mkdir(parents=True, exist_ok=True)
    WEIGHTS.write_text(json.dumps({"bias": bias, "rows": learned}, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    print("wrote", WEIGHTS)


if __name__ == "__main__":
    main()
