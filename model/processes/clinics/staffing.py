"""Doctors and nurses on posts of the site, shared by the institutions that serve it."""

from __future__ import annotations

from model.declare import Numbers, Rows
from model.kernel import formula


@formula
def staff(clinics: Rows, office: Rows, p: Numbers, posts: float, n_residents: int) -> None:
    """Posts of the site are shared by the institutions that serve it; they add to the visits these had on the first day."""
    n_serving, spare = 0, 0.0
    for c in range(clinics.is_open.size):
        n_serving += clinics.serves_site[c]
    for c in range(clinics.is_open.size):
        added = posts / max(n_serving, 1) if clinics.serves_site[c] == 1 else 0.0
        clinics.visits_a_month[c] += (added - float(clinics.n_staff_added[c])) * p.visits_a_staff
        clinics.n_staff_added[c] = added
        spare += clinics.serves_site[c] * (float(clinics.visits_a_month[c]) - added * p.visits_a_staff)
    norm = n_residents / 1000 * p.staff_norm - spare / p.visits_a_staff
    office.clinic_staff_norm[0] = max(norm, 0.0) if n_serving > 0 else 0.0
