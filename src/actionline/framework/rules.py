"""Who may propose links of the matrix; who may settle them has `framework.edit`."""

import rules

#: Whoever is signed in; the secretariat confirms or rejects what is proposed.
rules.add_perm("framework.propose_link", rules.is_authenticated & rules.is_active)
