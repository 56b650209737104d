"""What decision records say in other languages than English: labels, statuses, ties and headings.

German, French, Spanish, Portuguese, Italian and Dutch: languages of the translated templates that teams
copy (MADR, adr-tools, joelparkerhenderson/architecture-decision-record). All are regular expressions without groups.
"""

from collections.abc import Mapping

LABELS = {
    "status": "statut état etat estado estatus situação situacao stato",
    "date": "datum fecha",
    "deciders": "entscheider entscheidungsträger entscheidende décideurs decideurs décisionnaires decisores decisori"
    " beslissers",
    "supersedes": "ersetzt remplace reemplaza sustituye substitui sostituisce vervangt",
    "supersededBy": "ersetzt-durch abgelöst-durch remplacé-par remplacée-par reemplazado-por reemplazada-por"
    " sustituido-por sustituida-por substituído-por substituída-por sostituito-da sostituita-da vervangen-door",
    "tags": "schlagworte étiquettes etiquetas",
}
"""Our name of a label -> what else it is called, as words with hyphens. `Data` is a date where digits follow."""

SUPERSEDED = (
    r"ersetzt|abgelöst|remplacée?|supplantée?|reemplazad[oa]|sustituid[oa]|substitu[ií]d[oa]"
    r"|sostituit[oa]|vervangen"
)
STATUSES = {
    "draft": r"entwurf|brouillon|borrador|rascunho|bozza",
    "proposed": r"vorgeschlagen|vorschlag|proposée?|propuest[oa]|propost[oa]|voorgesteld",
    "accepted": r"akzeptiert|angenommen|beschlossen|entschieden|genehmigt|acceptée?|approuvée?|adoptée?|validée?"
    r"|aceptad[oa]|aprobad[oa]|aceit[oae]|aprovad[oa]|accettat[oa]|approvat[oa]|geaccepteerd|aangenomen|goedgekeurd",
    "rejected": r"abgelehnt|verworfen|zurückgewiesen|rejetée?|refusée?|rechazad[oa]|rejeitad[oa]|recusad[oa]"
    r"|rifiutat[oa]|respint[oa]|afgewezen",
    "deprecated": r"veraltet|überholt|obsolète|dépréciée?|abandonnée?|obsolet[oa]|en desuso|depreciad[oa]|deprecat[oa]"
    r"|verouderd",
    "superseded": SUPERSEDED,
}
NEGATIONS = r"nicht|noch nicht|kein|pas|não|niet"
"""Before a status, they turn it round."""
SUCCESSOR = rf"\b(?:{SUPERSEDED})\s+(?:durch|par|por|pel[oa]|da|dal|door)\b"
SUPERSEDES = r"\b(?:ersetzt|remplace|reemplaza|sustituye|substitui|sostituisce|vervangt)\b"

SECTIONS = {
    "status": r"statut|état|estado|estatus|situação|stato",
    "links": r"verweise|liens|enlaces|referencias|referências|riferimenti",
    "options": r".*\b(?:optionen|alternativen|alternativas|opciones|opções|opzioni|opties)\b.*"
    r"|(?:options|solutions) (?:envisagées|considérées|étudiées)",
    "consequences": r"(?:konsequenzen|auswirkungen|folgen|conséquences|consecuencias|consequências"
    r"|conseguenze|gevolgen)\b.*",
    "decision": r"(?:entscheidung|décision|decisión|decisão|decisione|besluit|beslissing)\b.*"
    r"|entscheidungsergebnis|getroffene entscheidung",
    "context": r"(?:kontext|contexte|contexto|contesto|hintergrund|problemstellung|ausgangslage)\b.*",
}
"""Kind of a section (`DecisionSection.kind`) -> headings; the title of the status section is one of `status`."""

STATUS_LABEL = rf"status|state|{SECTIONS['status']}"
"""What the status is called, as a label or a heading."""

_TONGUES: tuple[Mapping[str, str], ...] = (
    {
        "proposed": "vorgeschlagen",
        "accepted": "akzeptiert",
        "rejected": "abgelehnt",
        "deprecated": "veraltet",
        "superseded": "ersetzt",
        "superseded by": "ersetzt durch",
    },
    {
        "proposed": "proposé",
        "accepted": "accepté",
        "rejected": "rejeté",
        "deprecated": "obsolète",
        "superseded": "remplacé",
        "superseded by": "remplacé par",
    },
    {
        "proposed": "propuesto",
        "accepted": "aceptado",
        "rejected": "rechazado",
        "deprecated": "obsoleto",
        "superseded": "reemplazado",
        "superseded by": "reemplazado por",
    },
    {
        "proposed": "proposto",
        "accepted": "aceito",
        "rejected": "rejeitado",
        "deprecated": "obsoleto",
        "superseded": "substituído",
        "superseded by": "substituído por",
    },
    {
        "proposed": "proposto",
        "accepted": "accettato",
        "rejected": "rifiutato",
        "deprecated": "deprecato",
        "superseded": "sostituito",
        "superseded by": "sostituito da",
    },
)


def in_tongue(status: str, like: str) -> str:
    """A status (or `superseded by`) in the language of another word for one; in English where it is none of ours."""
    wanted = like.casefold()
    for tongue in _TONGUES:
        if wanted and wanted in tongue.values():
            return tongue.get(status, status)
    return status
