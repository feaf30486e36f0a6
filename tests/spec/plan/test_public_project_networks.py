"""Plans of public scheduling libraries, whose critical path length was published with them."""

from pathlib import Path

import networkx
import pytest
from support.plan.public_projects import PublicProject, read_project

from relocalisons.core.plan.network import schedule_network

PROJECTS = Path(__file__).parents[2] / "data" / "projects"
NAMES = sorted(path.name for path in PROJECTS.iterdir())


def project_of(name: str) -> PublicProject:
    return read_project((PROJECTS / name).read_text("utf-8"))


@pytest.mark.parametrize("name", NAMES)
def test_the_length_is_the_published_one(name):
    project = project_of(name)

    assert schedule_network(project.durations, project.arcs).length == project.published


@pytest.mark.parametrize("name", NAMES)
def test_dates_and_floats_are_those_of_networkx(name):
    project = project_of(name)
    graph = networkx.DiGraph()
    for before, after in project.arcs:
        graph.add_edge(before, after, weight=project.durations[before])
    ahead = dict.fromkeys(project.durations, 0)
    for job in networkx.topological_sort(graph):
        for after in graph[job]:
            ahead[after] = max(ahead[after], ahead[job] + project.durations[job])

    schedule = schedule_network(project.durations, project.arcs)

    assert schedule.early_start == ahead
    assert all(schedule.total_float[job] == 0 for job in networkx.dag_longest_path(graph))


def test_some_projects_are_really_there():
    assert {project_of(name).published for name in NAMES} >= {34, 38}


def test_a_job_counts_in_its_shortest_mode():
    text = """PRECEDENCE RELATIONS:
jobnr.    #modes  #successors   successors
   1        1          1           2
   2        2          1           3
   3        1          0
****
REQUESTS/DURATIONS:
jobnr. mode duration  R 1
----
  1      1     0       0
  2      1     9       1
         2     4       3
  3      1     0       0
****
"""

    assert read_project(text).durations == {1: 0, 2: 4, 3: 0}
    assert read_project(text).published is None


def test_a_patterson_file_gives_its_jobs_and_arcs():
    text = "3 1\n5\n0 0 2 2 3\n4 1 1 3\n2 1 0\n"

    project = read_project(text)

    assert project.durations == {1: 0, 2: 4, 3: 2}
    assert project.arcs == [(1, 2), (1, 3), (2, 3)]
