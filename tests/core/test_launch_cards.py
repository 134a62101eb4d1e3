"""A borough's lines on the safety cards: each fault is named with its file and what to do."""

from pathlib import Path

import pytest

from bot.commands.borough_files import boroughs_that_ship, checked
from bot.launch.cards import LOCAL_LINES, LocalCards, faults_of_local
from bot.safeguarding.shipped import shipped_signposts, signposts_without_local
from directory.errors import LoadError
from directory.model import Directory
from directory.shipped import shipped

ROOT = Path(__file__).parents[2]
LITTLE_HARBOUR = ROOT / "tests" / "boroughs" / "little-harbour"
GOOD = (LITTLE_HARBOUR / "cards.yml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def there() -> Directory:
    return shipped(str(LITTLE_HARBOUR))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A borough's folder to spoil."""
    made = tmp_path / "avalon"
    made.mkdir()
    for file in LITTLE_HARBOUR.iterdir():
        (made / file.name).write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    return made


def _faults(folder: Path) -> tuple[str, ...]:
    with pytest.raises(LoadError) as raised:
        checked(f"{folder}")
    return raised.value.faults


def test_the_lines_that_a_borough_gives_are_those_that_the_cards_want() -> None:
    everywhere = {key: card.contacts for key, card in signposts_without_local().cards.items()}
    whole = shipped_signposts(str(LITTLE_HARBOUR)).cards
    own = {
        line.value
        for key, card in whole.items()
        for line in set(card.contacts) - set(everywhere[key])
    }
    assert len(own) == len(LOCAL_LINES)


def test_what_is_right_has_no_fault(there: Directory, folder: Path) -> None:
    assert faults_of_local(LocalCards("avalon/cards.yml", GOOD), there) == ()
    assert checked(f"{folder}").borough is not None


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (GOOD.replace("0101", "0109"), "line 1, child_services: 020 7946 0109 is no confirmed"),
        (GOOD.replace("lh-council", "lh-nobody"), "line 3, council: there is no service 'lh-nobo"),
        (GOOD.replace("\ncouncil:", "\nconcil:"), "line 3, concil: no card has such a line"),
        (GOOD.replace(", says", ", sais"), "line 1, child_services: it has no says"),
        (GOOD.replace('"020 7946 0101"', "999"), "line 1, child_services: it has no value"),
        (GOOD.replace("{value}", "{valeu}"), "line 1, child_services: says: write {value}"),
        (GOOD.replace("{value}", "{"), "line 1, child_services: says: write {value}"),
        ("child_services: 020 7946 0101", "line 1, child_services: write it as {service"),
        ("- one", "cards.yml: write it as lines of"),
        ("council: {service: [", "not valid YAML"),
        (GOOD + "council: {}", "'council' is there twice"),
    ],
)
def test_each_fault_names_its_file_its_line_and_what_to_do(
    there: Directory, text: str, fault: str
) -> None:
    found = faults_of_local(LocalCards("avalon/cards.yml", text), there)
    assert found
    assert found[0].startswith("avalon/cards.yml")
    assert fault in found[0]


def test_a_folder_without_cards_is_told_where_to_copy_them_from(folder: Path) -> None:
    (folder / "cards.yml").unlink()
    (fault,) = _faults(folder)
    assert fault.startswith("avalon/cards.yml is missing: copy tests/boroughs/")


def test_a_card_with_a_wrong_number_is_found_when_the_files_are_checked(folder: Path) -> None:
    (folder / "cards.yml").write_text(GOOD.replace("0100", "0190"), encoding="utf-8")
    (fault,) = _faults(folder)
    assert "020 7946 0190 is no confirmed contact of lh-council" in fault


def test_faults_of_the_cards_are_named_beside_faults_of_the_services(folder: Path) -> None:
    (folder / "cards.yml").write_text("concil: {}", encoding="utf-8")
    (folder / "more.yml").write_text("services: [{id: Bad Id}]", encoding="utf-8")
    said = "\n".join(_faults(folder))
    assert "avalon/more.yml, line 1" in said
    assert "avalon/cards.yml, line 1, concil" in said


def test_a_folder_without_borough_yml_is_told_so_first_and_nothing_of_other_files(
    folder: Path,
) -> None:
    (folder / "borough.yml").unlink()
    (folder / "more.yml").write_text("services: [{id: Bad Id}]", encoding="utf-8")
    first, *others = _faults(folder)
    assert first.startswith("borough.yml is missing: copy tests/boroughs/little-harbour/")
    assert str(folder) in first
    assert others
    assert all(each.startswith("avalon/") for each in others)


def test_a_borough_file_without_the_borough_is_told_so(folder: Path) -> None:
    (folder / "borough.yml").write_text("roles: {}", encoding="utf-8")
    assert "avalon/borough.yml has no 'borough:' part" in _faults(folder)[0]


def test_a_folder_named_without_a_slash_is_told_how_to_name_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder.parent)
    with pytest.raises(LoadError, match=r"is a folder here: write \./avalon"):
        checked("avalon")
    with pytest.raises(LoadError, match="make its folder"):
        checked("camelot")


def test_the_boroughs_that_ship_are_known_by_name() -> None:
    here = shipped().borough
    assert here is not None
    assert here.name in boroughs_that_ship()
