"""Pure: how columns that name who acts are called: in charge, beside, or paying."""

# An organisation and a person may each have a column: the first is then the owner.
ORGANISATION = """
    structure pilote; structure porteuse; structure responsable; structure; porteur; porteuse;
    porteur de projet; porteur du projet; porteur de l'action; maître d'ouvrage; maîtrise
    d'ouvrage; maître d'ouvrage pressenti; moa; chef de file; organisme; organisme pilote;
    organisme porteur; organisme responsable; partenaire responsable; partenaire pilote;
    partenaire porteur; entité; entité responsable; acteur porteur; acteur responsable;
    collectivité; collectivité porteuse; lead; lead partner; lead beneficiary; lead
    organisation; lead organization; organisation; organization; responsible organisation;
    responsible partner; partner responsible; lead agency; portage; portage de l'action; portage
    du projet
"""
SERVICE = """
    service; service pilote; service porteur; service responsable; service référent; direction;
    direction pilote; direction ou service pilote; direction / service pilote; pôle; pôle
    pilote; équipe; team; department; unit
"""
PERSON = """
    qui suit; qui suit ?; suivi par; qui fait; qui fait ?; qui pilote ?; qui porte ?; piloté
    par; porté par; confié à; personne; personnes; personne en charge; pilote; pilotes;
    responsable; responsables; personne pilote; personne responsable; référent; référent
    technique; référent de l'action; agent référent; agent pilote; chargé de mission; chargé de
    projet; chef de projet; chargé de l'action; qui; qui ?; par qui; par qui ?; pour qui agit;
    attribué à; assigné à; affecté à; assignation; membre; membres; noms ressources; nom des
    ressources; ressources; ressource; pilote de l'action; pilote opérationnel; pilote
    technique; acteur; acteurs; responsable de l'action; responsable du suivi; responsable
    opérationnel; en charge; personne en charge; owner; owners; assignee; assignees; assign;
    assigned to; assigned; members; member; resource names; resource name; resources; who; who
    ?; person; people; responsible; responsible person; accountable; task owner; action owner;
    project manager; pic; contact person; attribution; lead officer; responsible officer; officer;
    officer in charge; lead person; action lead; lead contact; technicien référent; technicien
"""
CONTRIBUTORS = """
    partenaires; partenaire; partenaires associés; partenaire associé; partenaires mobilisés;
    partenaires de l'action; autres partenaires; partenaires techniques; partenaires impliqués;
    partenaires potentiels; acteurs associés; acteurs mobilisés; acteurs concernés;
    partenaires à associer; partenaire à associer; partenaires à mobiliser; partenaire à
    mobiliser; partenaires à impliquer; acteurs à associer; à associer; en partenariat avec;
    contributeur; co-porteurs; copilote; copilotes; co-pilote; co-responsable; services
    associés; participants; partner; partners; other partners; partners involved; participating
    partners; contributors; collaborators; followers; involved
"""
FUNDERS = """
    financeurs; financeur; cofinanceurs; co-financeurs; financements; financement; sources de
    financement; financeurs potentiels; partenaires financiers; funding; funder; funders; donor
"""
