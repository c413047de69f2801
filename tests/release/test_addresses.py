"""The address of the project: written in many files, and never that of somebody else."""

import pytest

REPOSITORY = "https://github.com/harbour/takeaction"
PAGES = "https://harbour.github.io/takeaction"


@pytest.fixture
def addresses(script):
    return script("addresses")


def test_the_addresses_lead_nowhere_until_somebody_writes_the_real_ones(addresses, capsys):
    assert addresses.main(["--check"]) == 1

    assert capsys.readouterr().err.count(".example") == len(addresses.current())


def test_one_command_writes_the_addresses_everywhere(addresses, copy):
    changed = addresses.write(f"{REPOSITORY}/", PAGES, copy)

    texts = [path.read_text("utf-8") for path in addresses.files(copy)]
    assert changed == len(texts) == 14
    assert not any(".example" in text for text in texts)
    assert f'Source = "{REPOSITORY}/tree/main/packs/us-hotline"' in texts[12]
    assert addresses.current(copy) == (REPOSITORY, f"{PAGES}/")
    assert not any(map(addresses.mistake, addresses.current(copy)))


def test_every_address_of_the_repository_is_one_that_the_command_writes(addresses):
    known = {path.resolve() for path in addresses.files()}
    root = addresses.ROOT
    others = [*root.glob("*.md"), *root.glob("docs/**/*.md"), *root.glob("packs/*/*.md")]

    assert not [path for path in others if "takeaction.example" in path.read_text("utf-8")]
    assert all("takeaction.example" in path.read_text("utf-8") for path in known)


@pytest.mark.parametrize(
    "address", ["http://example.org", "github.com/a/b", "https://code.takeaction.example/a", ""]
)
def test_an_address_that_leads_nowhere_is_refused(addresses, address, capsys):
    assert addresses.main([address, PAGES]) == 1

    assert "Fix: " in capsys.readouterr().err


def test_a_call_without_addresses_prints_how_to_call_it(addresses, capsys):
    assert addresses.main([]) == 2

    assert "addresses.py https://github.com/OWNER/NAME" in capsys.readouterr().out
