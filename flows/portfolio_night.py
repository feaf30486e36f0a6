"""By hand or by a schedule of its own: one flow for every programme of the server, on one page."""

from prefect import flow
from prefect.runtime import flow_run

from tasks.portfolio.night import NAME, form_of_the_portfolio, name_of_the_night, play_portfolio
from tasks.run.run_requests import PortfolioRequest


@flow(
    name=NAME,
    flow_run_name=name_of_the_night,
    description="Lance un même suivi pour tous les programmes du serveur, par lots et sous les "
    "quotas de Google, et dit sur une page lesquels sont faits. Un programme qui échoue n’arrête "
    "pas les autres.",
    validate_parameters=True,
)
@form_of_the_portfolio
def portfolio_night(request: PortfolioRequest) -> str:
    """Suivre tous les programmes.

    Args:
        request: le suivi à lancer, pour quels programmes, par lots de combien. Le programme de
            chacun fait le reste.
    """
    return play_portfolio(request, night=str(flow_run.id))
