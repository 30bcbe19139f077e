"""Exports in an object store: an S3 on this machine gives what the same files on disk give."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import boto3
import pytest
from golden.command import REPOSITORY, Ran, process, ragplan
from moto.server import ThreadedMotoServer

from ragplan.rollup.files import UnfitFileError
from ragplan.rollup.questions import ORDER
from ragplan.rollup.stores import shown, stored

pytestmark = pytest.mark.thorough

ADDRESS = "s3://bucket/exports"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of the store, which the environment names as a person's would."""
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {
            "AWS_ENDPOINT_URL": f"http://{host}:{port}",
            "AWS_ACCESS_KEY_ID": "ann",
            "AWS_SECRET_ACCESS_KEY": "secret",
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_CONFIG_FILE": "/dev/null",
            "AWS_SHARED_CREDENTIALS_FILE": "/dev/null",
            "AWS_MAX_ATTEMPTS": "1",
        }.items():
            patch.setenv(name, value)
        yield f"http://{host}:{port}"
    server.stop()


def roll_up(*words: str | Path, run: Callable[..., Ran] = ragplan, **others: str) -> Ran:
    """Run the command with what the environment says of the store."""
    known = {name: value for name, value in os.environ.items() if name.startswith("AWS_")}
    return run("rollup", *map(str, words), env=known | others)


def client() -> Any:
    """What fills and empties the store."""
    return boto3.client("s3")


def put(bucket: str, objects: Mapping[str, bytes], **options: str) -> None:
    """Put objects into a bucket, which is made where it is not there."""
    client().create_bucket(Bucket=bucket)
    for key, data in objects.items():
        client().put_object(Bucket=bucket, Key=key, Body=data, **options)


@pytest.fixture(scope="module")
def bucket(server: str, exported: Path) -> str:
    """The exports, and what else lies beside them."""
    files = {path.relative_to(exported).as_posix(): path.read_bytes() for path in exported.rglob("*.*")}
    put("bucket", {f"exports/{name}": data for name, data in files.items()})
    put("bucket", {"exports/read me.txt": b"Not an export."})
    put("bucket", {"exports-of-others/prices.csv": b"item,price\nApples,3\n"})
    return server


def asked(question: str, *places: str | Path, code: int = 0) -> tuple[str, str]:
    """What is answered, and what is said beside it."""
    ran = roll_up(*places, question, "--format", "json")
    assert ran.code == code, ran.err
    return ran.out, ran.err


@pytest.mark.parametrize("question", ORDER)
def test_answers_are_those_of_the_same_files_on_disk(bucket: str, exported: Path, question: str) -> None:
    assert asked(question, ADDRESS) == asked(question, exported)


@pytest.mark.parametrize(
    ("address", "place"),
    [
        (f"{ADDRESS}/0.csv", "0.csv"),
        (f"{ADDRESS}/", ""),
        (f"{ADDRESS}/*.jsonl", "*.jsonl"),
        (f"{ADDRESS}/parquet/*/organisation=M*", "parquet/*/organisation=M*"),
        (f"{ADDRESS}/**/*.parquet", "**/*.parquet"),
        ("s3://bucket/exp?rts", ""),
    ],
)
def test_a_folder_a_file_and_a_pattern(bucket: str, exported: Path, address: str, place: str) -> None:
    out, _ = asked("meetings", address)
    assert json.loads(out)["rows"]
    assert out == asked("meetings", exported / place)[0]


def test_a_paper_of_a_store(bucket: str, exported: Path, tmp_path: Path) -> None:
    made = [roll_up(each, "--format", "html", "--output", "-").out for each in (ADDRESS, exported)]
    assert made[0] == made[1]
    assert "<h2" in made[0]


def test_it_is_listed_once_and_each_object_fetched_once(
    bucket: str, exported: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "werkzeug"):
        asked("meetings", ADDRESS, f"{ADDRESS}/0.csv")
    requests = [
        each.getMessage().split('"')[1].split(" ") for each in caplog.records if "HTTP" in each.getMessage()
    ]
    addresses = [address for method, address, _ in requests if method == "GET"]
    fetched = [each for each in addresses if not each.startswith("/bucket?")]
    assert len(addresses) - len(fetched) == 2
    assert len({*fetched}) == len(fetched) == len([*exported.rglob("*.*")])


def test_what_is_damaged_is_named_by_its_address(bucket: str, exported: Path) -> None:
    out, _ = asked("meetings", ADDRESS, "s3://bucket/exports-of-others", code=1)
    (told,) = json.loads(out)["left_out"]
    assert told["file"] == "s3://bucket/exports-of-others/prices.csv"
    assert told["why"].startswith("it has no column 'format'")
    assert json.loads(out)["rows"] == json.loads(asked("meetings", exported)[0])["rows"]


def test_an_object_that_its_store_does_not_hand_out(bucket: str, exported: Path) -> None:
    put("kept", {"a.csv": (exported / "0.csv").read_bytes()})
    put("kept", {"b.jsonl": (exported / "1.jsonl").read_bytes()}, StorageClass="GLACIER")
    out, err = asked("meetings", "s3://kept", code=1)
    (told,) = json.loads(out)["left_out"]
    assert told["file"] == "s3://kept/b.jsonl"
    assert told["why"].startswith("it cannot be fetched: ")
    assert json.loads(out)["rows"] == json.loads(asked("meetings", exported / "0.csv")[0])["rows"]
    assert f"left out: s3://kept/b.jsonl: {told['why']}" in err


def test_an_object_that_goes_or_changes_after_the_listing(bucket: str, tmp_path: Path) -> None:
    put("passing", {"a.csv": b"one", "b.csv": b"one"})
    first, second = stored("s3://passing")
    put("passing", {"b.csv": b"another"})
    client().delete_object(Bucket="passing", Key="a.csv")
    for each, why in ((first, "it is gone"), (second, "it changed")):
        with pytest.raises(UnfitFileError, match=why):
            each.fetch(tmp_path / "fetched.csv")


def test_a_query_does_not_reach_the_store(bucket: str) -> None:
    for source in (f"'{ADDRESS}/0.csv'", f"read_text('{bucket}/bucket/exports/0.csv')"):
        ran = roll_up(ADDRESS, "--sql", f"SELECT * FROM {source}")
        assert (ran.code, ran.out) == (2, "")
        assert len(ran.err.splitlines()) == 1


def test_an_address_of_the_web_shows_nothing_that_lets_one_in(bucket: str, exported: Path) -> None:
    place = bucket.replace("http://", "http://ann:word@")
    out, err = asked("meetings", f"{bucket}/bucket/exports/0.csv?Signature=secret")
    assert out == asked("meetings", exported / "0.csv")[0]
    out, err = asked("meetings", f"{place}/bucket/exports-of-others/prices.csv?Signature=secret", code=1)
    assert f"left out: {bucket}/bucket/exports-of-others/prices.csv: " in err
    assert "secret" not in out + err
    assert "word@" not in out + err


def test_what_is_not_in_the_web(bucket: str) -> None:
    ran = roll_up(f"{bucket}/bucket/none.csv?Signature=secret", "meetings")
    assert (ran.code, ran.err) == (2, f"ragplan: '{bucket}/bucket/none.csv': nothing is there\n")


def refused(address: str) -> str:
    """What is said of an address that cannot be taken."""
    ran = roll_up(address, "meetings")
    assert (ran.code, ran.out) == (2, "")
    (said,) = ran.err.splitlines()
    assert said.startswith(f"ragplan: {address!r}: ")
    return said.removeprefix(f"ragplan: {address!r}: ")


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("s3://nowhere/exports", "nothing is there"),
        (f"{ADDRESS}/nothing", "nothing is there"),
        (f"{ADDRESS}/*.parquet", "no exported file (.csv, .jsonl, .parquet) is there"),
        ("s3://", "it cannot be listed: "),
        ("s3://not!a!bucket/x", "it cannot be listed: "),
        ("gs://bucket/exports", "the library for gs:// is not installed; run pip install gcsfs"),
        ("az://bucket/exports", "the library for az:// is not installed; run pip install adlfs"),
        ("s33://bucket/exports", "it cannot be listed: Protocol not known: s33"),
        ("http://127.0.0.1:1/a.csv", "its server cannot be reached"),
    ],
)
def test_what_is_not_there(bucket: str, address: str, said: str) -> None:
    assert refused(address).startswith(said)


def test_a_store_that_cannot_be_reached(bucket: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
    assert refused(ADDRESS).startswith("it cannot be listed: Could not connect")


def test_somebody_whom_the_store_does_not_know(bucket: str, monkeypatch: pytest.MonkeyPatch) -> None:
    let_in(bucket, "0")
    try:
        assert refused(ADDRESS).startswith("you have no right to list it: ")
    finally:
        let_in(bucket, "inf")


def let_in(server: str, requests: str) -> None:
    """From so many requests on the store asks who it is."""
    plain = {"Content-Type": "text/plain"}
    with urlopen(Request(f"{server}/moto-api/reset-auth", requests.encode(), plain, method="POST")) as answer:
        assert answer.status == 200


def test_nobody(bucket: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    assert "credentials" in refused(ADDRESS)


@pytest.mark.parametrize(
    ("module", "said"),
    [
        ("s3fs", f"{ADDRESS!r}: the library for s3:// is not installed"),
        ("fsspec", "a roll-up of an object store needs the library 'fsspec', which is not installed"),
    ],
)
def test_without_the_library(bucket: str, tmp_path: Path, module: str, said: str) -> None:
    (tmp_path / f"{module}.py").write_text(f'raise ModuleNotFoundError("No module", name={module!r})\n')
    ran = roll_up(ADDRESS, "meetings", run=process, PYTHONPATH=str(tmp_path))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"ragplan: {said}; run pip install 'ragplan[store]'\n"


def test_a_process_of_its_own_ends_without_a_word_too_many(bucket: str, exported: Path) -> None:
    ran = roll_up(ADDRESS, "meetings", "--format", "json", run=process)
    assert ran == roll_up(exported, "meetings", "--format", "json", run=process)


def test_what_the_guide_says_of_an_engine_of_ones_own(
    bucket: str, exported: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    guide = (REPOSITORY / "docs" / "guide" / "many.md").read_text("utf-8")
    (said,) = [each.split("```")[0] for each in guide.split("```python\n")[1:] if "fsspec" in each]
    rows = (exported / "parquet").glob("rows/**/*.parquet")
    put("guide", {f"exports/rows/{number}.parquet": path.read_bytes() for number, path in enumerate(rows)})
    exec(said.replace("s3://bucket", "s3://guide"), {})
    assert "p003" in capsys.readouterr().out


def test_names_for_people() -> None:
    assert shown("https://ann:word@host/a.csv?sig=1#x") == "https://host/a.csv"
    assert shown("s3://bucket/a?b.csv") == "s3://bucket/a?b.csv"
