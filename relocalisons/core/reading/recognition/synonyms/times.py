"""Pure: how columns of planned, actual and revised dates are called."""

START = """
    date début; date de démarrage; date de lancement; démarrage; démarrage prévu; lancement;
    début de l'action; début des travaux; date de commencement; commencement; à partir de; à
    partir du; date de début prévisionnelle; début prévisionnel; date prévisionnelle de début;
    date de démarrage prévue; date de début souhaitée; date prévue de début; date début prévue;
    du; débute le; démarre le; commence le; start; start date; starts; begin; begin date;
    beginning; planned start; planned start date; start month; from; date start; start on;
    baseline start
"""
END = """
    date fin; date d'échéance; échéance prévue; échéance planifiée; échéance prévisionnelle;
    échéance de l'action; échéance de réalisation; date limite; date butoir; date butoire;
    délai; délais; délai de réalisation; délai prévu; quand; quand ?; pour quand; pour quand ?;
    pour le; à réaliser avant; à réaliser pour; à faire avant; à faire pour le; à terminer
    avant; au plus tard le; date de fin prévisionnelle; date prévisionnelle de fin; date de fin
    souhaitée; date prévue de fin; date fin prévue; date de réalisation prévue; date prévue de
    réalisation; date prévisionnelle de réalisation; date de réalisation prévisionnelle; date
    limite de réalisation; date cible; achèvement; achèvement prévu; livraison prévue; date de
    livraison; date de mise en service prévue; date de remise; date d'achèvement prévue; date de
    livraison prévue; date de clôture prévue; fin de l'action; fin des travaux; fin
    prévisionnelle; fin souhaitée; date d'échéance prévue; terme; date terme; horizon; deadline;
    au; finit le; jusqu'au; due; due date; due on; due by; end; end date; ends; finish; finish
    date; deadline date; target date; target; target end date; planned end; planned end date;
    planned finish; completion due; end month; due month; by when; by when ?; when; when ?;
    until; date due; due at; delivery date; delivery month; expected completion; expected
    completion date; expected end date; atterrissage; date d'atterrissage; atterrissage prévu;
    landing; landing date; terme prévu; fin programmée; date de rendu; rendu prévu; due by
"""
PERIODS = """
    calendrier; calendrier prévisionnel; calendrier de réalisation; calendrier de mise en œuvre;
    calendrier prévu; période; période de réalisation; période prévue; chronologie; échéancier;
    échéancier prévisionnel; dates prévues; dates prévisionnelles; dates de réalisation;
    planning; planning prévisionnel; temporalité; début - fin; début / fin; début et fin; du …
    au; années de réalisation; année de réalisation; année(s) de réalisation; timeline; dates
    range; date range; period; timeframe; time frame; schedule; start - end; start / end;
    duration (from - to)
"""
ACTUAL_START = """
    débuté le; démarré le; commencé le; lancé le; date de début effective; début effectif; date
    réelle de début; date de démarrage réelle; démarrage effectif; démarrage réel; actual start;
    actual start date; started at; started on; started
"""
# Of these the title alone does not say whether the day is planned or past: `only_end` does.
EITHER_END = """
    date d'achèvement; date de réalisation; date de fin de réalisation; date de clôture; date de
    solde; completion date; resolution date
"""
ACTUAL_END = f"""
    {EITHER_END};
    date réelle; dates réelles; fait le; terminé le; fini le; achevé le; soldé le; soldée le;
    clôturé le; clôturée le; clos le; date de réalisation effective; date de fin effective; date
    effective de fin; date effective de réalisation; date réelle de fin; date réelle de
    réalisation; réalisée le; effectué le; fin effective; réalisation effective le; réalisé; fait;
    actual end; actual end date; actual finish; actual finish date; completed at; completed on;
    completed date; date completed; completed; resolved; resolved at; closed at; closed on; date
    closed; done on; finished on; done at
"""
REVISED_START = """
    date de début révisée; nouvelle date de début; revised start; revised start date; new start
    date
"""
REVISED_END = """
    nouvelle date de fin; date de fin révisée; échéance reportée; nouvelle date; nouvelle date
    d'échéance; date révisée; échéance actualisée; date de report; report au; reporté au;
    nouveau délai; nouvelle fin; délai reporté; délai révisé; date recalée; fin recalée;
    échéance recalée; achèvement recalé; fin repoussée; date repoussée; échéance repoussée;
    revised end; revised end date; revised due date; new due date; new deadline; forecast end;
    forecast finish; rescheduled to
"""
