"""What the profiles show of the rows that miss their target; the page says by how much."""

from collections.abc import Iterator, Sequence

from benchmarks.table.rows import Row

NO_PROFILE = "no profile says why yet"

# How the work of a row begins, how its peer does, and what a profile of it shows.
SHOWN = (
    ("French cells, 100,000 rows of 8 columns", "",
     "38,000 different notations of 800,000 cells are read, the others looked up: a fifth of the "
     "time each takes the two columns of dates, the quantities and the amounts, a tenth the other "
     "four. The same code read 390,000 rows a second on another machine, where pydantic was 1.4 "
     "times faster too"),
    ("French cells, the same on Python", "", "The same"),
    ("working days, is it worked", "numpy",
     "54 of 175 ns are `toordinal`, 19 the call, the rest two look-ups in a table of days beside "
     "one in numpy’s calendar; on another machine the row is 10.4 times numpy"),
    ("working days, count from one to another", "numpy",
     "Two look-ups in a table of days for one in numpy’s calendar: 100 to 290 ns each, of which "
     "28 to 54 `toordinal`, by machine; on another the row is 10.6 times numpy"),
    ("the same, a page, warm", "",
     "As the row above: typst is eight tenths; 15.7 ms on another machine, on which WeasyPrint was "
     "1.8 times faster too"),
    ("critical path, 300 activities", "networkx, the length alone",
     "Three tenths link 1,434 arcs by 2,868 names, half are the two passes over them, a fifth the "
     "five answers by name: 0.4 µs an arc in plain lists. networkx gives the length alone; ours "
     "alone would take six tenths of the time (7.4×), and nothing here asks for it"),
    ("critical path, 100,000 activities", "rustworkx",
     "Nearly six tenths are the look-up of 980,000 names in the order of the arcs, which no cache "
     "holds (0.35 of 0.7 s; rustworkx pays the same before it walks in Rust, and gives the length "
     "alone), a fifth the two passes, a tenth the five answers by name; garbage collection is not "
     "felt. Length alone beside length alone ours takes 0.63 of its time"),
    ("critical path, from 10,000 to 100,000", "",
     "Names, arcs and numbers are Python objects: a plan of 10,000 stands in the processor’s "
     "cache, one of 100,000 does not. The passes grow 1.2 times the plan, the look-up of names in "
     "the order of the arcs 2.7; rustworkx as a whole 2.5, networkx 2"),
    ("working days, 10 days later", "pandas",
     "Two calls a day: `index_of` 102 ns, of which `toordinal` 28, and `day_at` 71. A thousand "
     "times less than pandas is 9 ns, and an empty method of a date takes 23 in the same loop: "
     "only a whole column can be as fast, and no plan steps from a column of days (the form for "
     "columns was written, used by nobody, and taken out)"),
    ("PDF/A-3a and UA-1", "WeasyPrint",
     "Eight tenths are typst: a fifth its first layout, which says where pages break, six tenths "
     "the PDF. A tenth makes typst forget old layouts, every fourth paper (which the best of "
     "several does not hold), 6 % arrange pages in Python, 2 % make typst’s compilers"),
    ("PDF/A-3a and UA-1", "LibreOffice",
     "The same; twenty times less than LibreOffice is 4 ms a page, less than typst’s first layout "
     "alone. LibreOffice prints from the Word file, without PDF/UA-1 and XLSX"),
    ("a month of the sample: all that its flows publish, time", "",
     "54 papers and their Word files and workbooks: six tenths printing (of which a quarter for "
     "two papers, an interim report and the committee’s file, 1.4 s each, and a seventh to make "
     "typst forget old layouts), four tenths building views. The flows print with two processes, "
     "which halves the wait and not the work"),
    ("a month of the sample: all that its flows publish, memory", "",
     "Two thirds are there before the first paper: 209 MB of libraries (pandas 57, Prefect 52) and "
     "76 of the sample, its first day as assessed and the views of that day. Of the printing 42 "
     "come with the first note, its charts and Word file, 53 with the longest interim report, 16 "
     "with the committee’s file; the rest are layouts that typst keeps (never made to forget, it "
     "would keep 180 more after sixteen papers)"),
    ("a night of the sample, 1 times its rows, first", "",
     "A third reads and understands 151 tabs with cold memories (half of it finds the titles), a "
     "tenth collects garbage, a tenth finds words that only some may read, 4 % compile regular "
     "expressions, as much templates; a warm night, the rest, is four tenths"),
    ("quiet daily_follow_up through the worker: pending to running", "",
     "A bare flow imports Prefect (1.0 s of processor); ours imports its own 730 modules and their "
     "libraries on top (1.1 to 1.4 s), of which three tenths make 598 dataclasses and a seventh "
     "compile 881 regular expressions. What a quiet night does not need is loaded when it is, what "
     "reads the words of an answer too"),
    ("the demo, its six nights", "",
     "Its own process works six tenths of the time: a third of that reads and assesses the same "
     "programme once a flow, the rest prints and writes « Pilotage »; the sandbox and Prefect’s "
     "start take the other core in turn"),
    ("the default tests", "",
     "No file is a twentieth of them; each worker imports and collects all of them"),
)  # fmt: skip


def misses(rows: Sequence[Row]) -> Iterator[tuple[str, str, str, str]]:
    """Of each row that misses its target: work, peer, by how much, what the profile shows."""
    for row in rows:
        if row.verdict.startswith("missed"):
            yield row.work, row.peer, row.verdict.removeprefix("missed "), shown_of(row)


def shown_of(row: Row) -> str:
    """What a profile of it shows."""
    return next(
        (
            words
            for work, peer, words in SHOWN
            if row.work.startswith(work) and row.peer.startswith(peer)
        ),
        NO_PROFILE,
    )
