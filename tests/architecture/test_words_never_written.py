"""No word of ours judges the law: a clause is « à vérifier par l’expert juridique », never more."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = ("relocalisons", "tasks", "flows", "packages", "templates", "config")
READ = {".py", ".html", ".txt", ".typ", ".toml"}
JUDGING = ("illégal", "illicite", "infraction", "hors la loi", "contraire à la loi")


def test_nothing_that_people_read_calls_a_contract_or_a_partner_unlawful():
    by_room = {
        room: [path for path in sorted((ROOT / room).rglob("*")) if path.suffix in READ]
        for room in ROOMS
    }
    files = [path for paths in by_room.values() for path in paths]

    found = {
        (str(path.relative_to(ROOT)), word)
        for path in files
        for word in JUDGING
        if word in path.read_text(encoding="utf-8").casefold()
    }

    assert len(files) > 300
    assert all(by_room.values())
    assert found == set()
