"""Make the foreign plans and their truth again, the same bytes each time."""

from pathlib import Path

from make.city_contract_serials import city_contract_serials
from make.climate_two_line_header import climate_two_line_header
from make.coast_board_export import coast_board_export
from make.cycling_plan_months import cycling_plan_months
from make.food_plan_export import food_plan_export
from make.grocery_board_groups import grocery_board_groups
from make.health_without_titles import health_without_titles
from make.local_group_dots import local_group_dots
from make.recovery_contract_money import recovery_contract_money
from make.small_town_text_days import small_town_text_days
from make.third_place_who_what_when import third_place_who_what_when
from make.trail_project_schedule import trail_project_schedule
from make.writing import write

PLANS = (
    food_plan_export,
    health_without_titles,
    climate_two_line_header,
    recovery_contract_money,
    trail_project_schedule,
    coast_board_export,
    third_place_who_what_when,
    local_group_dots,
    city_contract_serials,
    small_town_text_days,
    cycling_plan_months,
    grocery_board_groups,
)


def main() -> None:
    """Write all files beside this script and say how many actions they hold."""
    here = Path(__file__).parent
    for folder in ("plans", "truth"):
        (here / folder).mkdir(exist_ok=True)
    count = 0
    for build in PLANS:
        plan = build()
        write(plan, here)
        count += len(plan.actions)
        print(f"{plan.file}: {len(plan.actions)} actions")
    print(f"{len(PLANS)} plans, {count} actions")


if __name__ == "__main__":
    main()
