"""Formatted references: the AIP and APA texts of reference 7 are what citeproc-js prints, others their kind."""

from dataclasses import replace
from pathlib import Path

import pytest

from survey.content.bibtex import read_bibliography
from survey.content.references import Reference, Span
from survey.exports.citations.styles import aip, apa, initials

CONTENT = Path(__file__).parents[1] / "content" / "references.bib"
REFERENCES = {
    reference.number: reference
    for reference in read_bibliography("references.bib", CONTENT.read_text(encoding="utf-8"))[0]
}

SICI = "10.1175/1520-0477(1996)077<0437:TNYRP>2.0.CO;2"


def test_the_address_of_a_doi_has_no_sign_that_addresses_may_not_have() -> None:
    reference = replace(REFERENCES[7], doi=SICI)
    address = "https://doi.org/10.1175/1520-0477(1996)077%3C0437:TNYRP%3E2.0.CO%3B2"
    assert reference.address == address
    assert apa(reference)[-1].text.endswith(f" {address}")
    assert replace(reference, doi="10.1/a#b+c").address == "https://doi.org/10.1/a%23b%2Bc"


AIP = {
    4: "N.J. Browning, F.A. Faber, and O.A. von Lilienfeld, “GPU-accelerated approximate kernel method for "
    "quantum machine learning,” J. Chem. Phys. 157(21), 214801 (2022).",
    7: "K.T. Schütt, S.S.P. Hessmann, N.W.A. Gebauer, J. Lederer, and M. Gastegger, “SchNetPack 2.0: A neural "
    "network toolbox for atomistic machine learning,” J. Chem. Phys. 158(14), 144801 (2023).",
    14: "D.F. Thomas du Toit and V.L. Deringer, “Cross-platform hyperparameter optimization for machine "
    "learning interatomic potentials,” J. Chem. Phys. 159(2), 024803 (2023).",
    15: "S.M. Goodlett, J.M. Turney, and H.F. Schaefer III, “Comparison of multifidelity machine learning "
    "models for potential energy surfaces,” J. Chem. Phys. 159(4), 044111 (2023).",
    18: "J. Zeng, D. Zhang, D. Lu, P. Mo, Z. Li, Y. Chen, M. Rynik, L. Huang, Z. Li, S. Shi, Y. Wang, H. Ye, P. "
    "Tuo, J. Yang, Y. Ding, Y. Li, D. Tisi, Q. Zeng, H. Bao, Y. Xia, J. Huang, K. Muraoka, Y. Wang, J. "
    "Chang, F. Yuan, S.L. Bore, C. Cai, Y. Lin, B. Wang, J. Xu, J.-X. Zhu, C. Luo, Y. Zhang, R.E.A. "
    "Goodall, W. Liang, A.K. Singh, S. Yao, J. Zhang, R. Wentzcovitch, J. Han, J. Liu, W. Jia, D.M. York, "
    "W. E, R. Car, L. Zhang, and H. Wang, “DeePMD-kit v2: A software package for deep potential models,” J. "
    "Chem. Phys. 159(5), 054801 (2023).",
    22: "Z. Schätzle, P.B. Szabó, M. Mezera, J. Hermann, and F. Noé, “DeepQMC: An open-source software suite "
    "for variational optimization of deep-learning molecular wave functions,” J. Chem. Phys. 159(9), 094108 "
    "(2023).",
    23: "T.A.R. Purcell, M. Scheffler, and L.M. Ghiringhelli, “Recent advances in the SISSO method and their "
    "implementation in the SISSO++ code,” J. Chem. Phys. 159(11), 114110 (2023).",
    24: "E. Gelžinytė, S. Wengert, T.K. Stenczel, H.H. Heenen, K. Reuter, G. Csányi, and N. Bernstein, “wfl "
    "Python toolkit for creating machine learning interatomic potentials and related atomistic simulation "
    "workflows,” J. Chem. Phys. 159(12), 124801 (2023).",
    27: "W.C. Witt, C. van der Oord, E. Gelžinytė, T. Järvinen, A. Ross, J.P. Darby, C.H. Ho, W.J. Baldwin, M. "
    "Sachs, J. Kermode, N. Bernstein, G. Csányi, and C. Ortner, “ACEpotentials.jl: A Julia implementation "
    "of the atomic cluster expansion,” J. Chem. Phys. 159(16), 164101 (2023).",
    29: "S. Klawohn, J.P. Darby, J.R. Kermode, G. Csányi, M.A. Caro, and A.P. Bartók, “Gaussian approximation "
    "potentials: Theory, software implementation and application examples,” J. Chem. Phys. 159(17), 174108 "
    "(2023).",
    None: "M. Rupp, E. Küçükbenli, and G. Csányi, “Guest Editorial: Special Topic on Software for Atomistic "
    "Machine Learning,” Submitted to The Journal of Chemical Physics.",
}
APA = {
    4: "Browning, N. J., Faber, F. A., & von Lilienfeld, O. A. (2022). GPU-accelerated approximate kernel method"
    " for quantum machine learning. The Journal of Chemical Physics, 157(21), Article 214801. "
    "https://doi.org/10.1063/5.0108967",
    7: "Schütt, K. T., Hessmann, S. S. P., Gebauer, N. W. A., Lederer, J., & Gastegger, M. (2023). SchNetPack "
    "2.0: A neural network toolbox for atomistic machine learning. The Journal of Chemical Physics, 158(14), "
    "Article 144801. https://doi.org/10.1063/5.0138367",
    14: "Thomas du Toit, D. F., & Deringer, V. L. (2023). Cross-platform hyperparameter optimization for machine "
    "learning interatomic potentials. The Journal of Chemical Physics, 159(2), Article 024803. "
    "https://pubs.aip.org/aip/jcp/article/159/2/024803/2901815/Cross-platform-hyperparameter-optimization-for",
    15: "Goodlett, S. M., Turney, J. M., & Schaefer, H. F., III. (2023). Comparison of multifidelity machine "
    "learning models for potential energy surfaces. The Journal of Chemical Physics, 159(4), Article 044111. "
    "https://doi.org/10.1063/5.0158919",
    18: "Zeng, J., Zhang, D., Lu, D., Mo, P., Li, Z., Chen, Y., Rynik, M., Huang, L., Li, Z., Shi, S., Wang, Y., "
    "Ye, H., Tuo, P., Yang, J., Ding, Y., Li, Y., Tisi, D., Zeng, Q., Bao, H., … Wang, H. (2023). DeePMD-kit "
    "v2: A software package for deep potential models. The Journal of Chemical Physics, 159(5), Article "
    "054801. https://doi.org/10.1063/5.0155600",
    22: "Schätzle, Z., Szabó, P. B., Mezera, M., Hermann, J., & Noé, F. (2023). DeepQMC: An open-source software "
    "suite for variational optimization of deep-learning molecular wave functions. The Journal of Chemical "
    "Physics, 159(9), Article 094108. https://doi.org/10.1063/5.0157512",
    23: "Purcell, T. A. R., Scheffler, M., & Ghiringhelli, L. M. (2023). Recent advances in the SISSO method and "
    "their implementation in the SISSO++ code. The Journal of Chemical Physics, 159(11), Article 114110. "
    "https://doi.org/10.1063/5.0156620",
    24: "Gelžinytė, E., Wengert, S., Stenczel, T. K., Heenen, H. H., Reuter, K., Csányi, G., & Bernstein, N. "
    "(2023). wfl Python toolkit for creating machine learning interatomic potentials and related atomistic "
    "simulation workflows. The Journal of Chemical Physics, 159(12), Article 124801. "
    "https://doi.org/10.1063/5.0156845",
    27: "Witt, W. C., van der Oord, C., Gelžinytė, E., Järvinen, T., Ross, A., Darby, J. P., Ho, C. H., Baldwin, "
    "W. J., Sachs, M., Kermode, J., Bernstein, N., Csányi, G., & Ortner, C. (2023). ACEpotentials.jl: A Julia"
    " implementation of the atomic cluster expansion. The Journal of Chemical Physics, 159(16), Article "
    "164101. https://doi.org/10.1063/5.0158783",
    29: "Klawohn, S., Darby, J. P., Kermode, J. R., Csányi, G., Caro, M. A., & Bartók, A. P. (2023). Gaussian "
    "approximation potentials: Theory, software implementation and application examples. The Journal of "
    "Chemical Physics, 159(17), Article 174108. https://doi.org/10.1063/5.0160898",
    None: "Rupp, M., Küçükbenli, E., & Csányi, G. (n.d.). Guest Editorial: Special Topic on Software for "
    "Atomistic Machine Learning [Submitted to The Journal of Chemical Physics].",
}


def run_on(spans: tuple[Span, ...]) -> str:
    return "".join(span.text for span in spans)


@pytest.mark.parametrize("number", AIP)
def test_aip(number: int | None) -> None:
    assert run_on(aip(REFERENCES[number])) == AIP[number]


def test_apa_slants_the_title_of_a_work_by_itself() -> None:
    title = (Span("Bells "), Span("in situ", "emphasis"), Span(" at H"), Span("2", "sub"))
    book = replace(REFERENCES[7], kind="misc", journal="", short_journal="", title=title, note="Report 12", doi="")
    kinds = [(span.text, span.kind) for span in apa(book)]
    assert kinds[1:] == [
        ("Bells ", "emphasis"),
        ("in situ", "text"),
        (" at H", "emphasis"),
        ("2", "sub"),
        (" [Report 12].", "text"),
    ]


@pytest.mark.parametrize("number", APA)
def test_apa(number: int | None) -> None:
    assert run_on(apa(REFERENCES[number])) == APA[number]


@pytest.mark.parametrize("reference", REFERENCES.values(), ids=lambda reference: reference.key)
def test_all_authors_and_clean_text(reference: Reference) -> None:
    text = run_on(aip(reference))
    assert text.split(", “")[0].replace(", and ", ", ").replace(" and ", ", ").count(", ") + 1 == len(reference.authors)
    for formatted in (text, run_on(apa(reference))):
        assert not any(trace in formatted for trace in ("  ", "..", ",,", "<", "\\", "{"))


def test_an_unconfirmed_doi_is_not_cited() -> None:
    reference = replace(REFERENCES[7], unconfirmed=frozenset({"doi"}))
    assert "10.1063" in run_on(apa(REFERENCES[7]))
    assert "10.1063" not in run_on(apa(reference))


def test_markup_of_the_title_stays() -> None:
    reference = replace(REFERENCES[7], title=(Span("H", protected=True), Span("2", "sub", True), Span("O?")))
    assert aip(reference)[1:] == (Span("2", "sub"), Span("O?” J. Chem. Phys. 158(14), 144801 (2023)."))


@pytest.mark.parametrize(
    ("given", "short"),
    [
        ("Stefaan S. P.", "S.S.P."),
        ("S.S.P.", "S.S.P."),
        ("Jia-Xin", "J.-X."),
        ("Mads-Peter V.", "M.-P.V."),
        ("Li’ang", "L."),
        ("O. Anatole", "O.A."),
        ("Åse", "Å."),
        ("", ""),
    ],
)
def test_initials(given: str, short: str) -> None:
    assert initials(given) == short
