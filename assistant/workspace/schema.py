"""The tables of the workspace, version by version."""

from collections.abc import Callable, Sequence
from sqlite3 import Connection

from assistant.workspace.states import note_uses, origins_of

_DRAFTS = """
create table draft (
    id integer primary key autoincrement,
    form text not null,
    head integer not null,
    hidden integer not null default 0,
    updated text not null,
    foreign key (id, head) references event (draft, seq) deferrable initially deferred
);
create table event (
    draft integer not null references draft (id) deferrable initially deferred,
    seq integer not null,
    parent integer,
    event text not null,
    navigation integer not null,
    title text not null,
    unit text not null,
    year integer,
    done integer not null,
    at text not null,
    state blob not null,
    primary key (draft, seq),
    foreign key (draft, parent) references event (draft, seq)
);
create table setting (key text primary key, value text not null) without rowid;
"""

# The state of a phrase is its last change; nothing is kept beside it that could say otherwise.
_BANK = """
create table phrase_change (
    seq integer primary key autoincrement,
    form text not null,
    phrase text not null,
    action text not null,
    was text not null,
    status text not null,
    entry text not null,
    note text not null,
    into_phrase text not null,
    who text not null,
    at text not null,
    why text not null
);
create index phrase_change_of on phrase_change (form, phrase, seq);
create index phrase_change_form on phrase_change (form, seq);
create table phrase_use (
    draft integer not null references draft (id),
    phrase text not null,
    seq integer not null,
    primary key (draft, phrase),
    foreign key (draft, seq) references event (draft, seq)
) without rowid;
create index phrase_use_of on phrase_use (phrase);
create table harvested (
    form text not null,
    unit text not null,
    year integer not null,
    sentence text not null,
    file text not null,
    phrase text not null,
    at text not null,
    primary key (form, unit, year, sentence)
) without rowid;
create index harvested_as on harvested (form, phrase);
"""

_REPORTS = """
create table other_report (
    id integer primary key autoincrement,
    unit text not null,
    year integer,
    title text not null,
    file text not null,
    added text not null,
    sentences text not null
)
"""


def _drafts(connection: Connection) -> None:
    _run(connection, _DRAFTS)


def _bank(connection: Connection) -> None:
    """Add the bank's tables; what older drafts used is read from every state they ever had."""
    _run(connection, _BANK)
    rows = connection.execute("select draft, seq, state from event order by draft, seq").fetchall()
    for draft, seq, state in rows:
        note_uses(connection, draft, seq, origins_of(state))


def _reports(connection: Connection) -> None:
    _run(connection, _REPORTS)


STEPS: Sequence[Callable[[Connection], None]] = (_drafts, _bank, _reports)
"""Step `n` turns version `n` into version `n + 1`; a new file takes them all."""

VERSION = len(STEPS)


def _run(connection: Connection, script: str) -> None:
    # `executescript` would commit first.
    for statement in script.split(";\n"):
        connection.execute(statement)
