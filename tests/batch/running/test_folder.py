"""The folder of an unfinished run: nothing that was saved is lost, and nobody's files are taken."""

from datetime import UTC, datetime

import pytest

from takeaction.batch.questions import BatchRefusedError
from takeaction.batch.running import PartsFolder

AT = datetime(2026, 11, 28, tzinfo=UTC)


@pytest.fixture
def answer(job_for, write_people):
    job = job_for(write_people())
    return job.answer(next(job.people.contents()))


@pytest.fixture
def folder(tmp_path):
    return PartsFolder.beside(tmp_path / "out.parquet")


def test_a_saved_part_is_there_for_the_next_run(folder, answer):
    assert folder.started() is None
    folder.claim("job", AT, replace=False)
    folder.save(3, answer)

    again = PartsFolder(folder.path)
    again.claim("job", AT, replace=False)

    assert again.started() == AT
    assert again.saved(3) == answer
    assert again.saved(4) is None


@pytest.mark.parametrize("cut", [0, 1, 200, -1])
def test_a_part_that_is_not_complete_is_none(folder, answer, cut):
    folder.claim("job", AT, replace=False)
    folder.save(3, answer)
    folder.part(3).write_bytes(folder.part(3).read_bytes()[:cut])

    assert folder.saved(3) is None


def test_parts_of_another_job_are_kept_unless_a_call_throws_them_away(folder, answer):
    folder.claim("job", AT, replace=False)
    folder.save(3, answer)
    with pytest.raises(BatchRefusedError, match="unfinished run of other people"):
        folder.claim("other", AT, replace=False)
    assert folder.saved(3)

    folder.claim("other", AT, replace=True)

    assert folder.saved(3) is None


def test_a_call_that_replaces_goes_on_with_its_own_job(folder, answer):
    folder.claim("job", AT, replace=False)
    folder.save(3, answer)

    folder.claim("job", AT, replace=True)

    assert folder.saved(3)


@pytest.mark.parametrize("run", [b"", b"[]", b'{"takeaction": "site"}', b'{"takeaction": "batch"}'])
def test_a_run_that_was_killed_at_its_start_left_nothing(folder, run):
    folder.path.mkdir()
    (folder.path / "run.json").write_bytes(run)
    (folder.path / ".0123456789abcdef.new").write_bytes(b"half")

    folder.claim("job", AT, replace=False)

    assert [path.name for path in folder.path.iterdir()] == ["run.json"]


def test_half_an_output_of_a_run_that_was_killed_goes_with_the_next(folder, answer):
    folder.claim("job", AT, replace=False)
    folder.save(3, answer)
    (folder.path / ".0123456789abcdef.new").write_bytes(b"half")

    folder.claim("job", AT, replace=False)

    assert sorted(path.name for path in folder.path.iterdir()) == ["00003.part", "run.json"]


@pytest.mark.parametrize("kind", ["folder", "file", "link"])
def test_what_somebody_else_put_there_is_never_touched(folder, tmp_path, kind):
    if kind == "file":
        folder.path.write_text("mine")
    else:
        place = tmp_path / "real" if kind == "link" else folder.path
        place.mkdir()
        if kind == "link":
            folder.path.symlink_to(place)
        else:
            (place / "mine.txt").write_text("mine")

    for act in (folder.started, lambda: folder.claim("job", AT, replace=True)):
        with pytest.raises(
            BatchRefusedError, match=r"out\.parquet\.parts beside the output is not"
        ):
            act()

    assert folder.path.exists()


def test_the_folder_goes_when_all_is_done(folder, answer):
    folder.claim("job", AT, replace=False)
    folder.save(3, answer)

    folder.remove()
    folder.remove()

    assert not folder.path.exists()
