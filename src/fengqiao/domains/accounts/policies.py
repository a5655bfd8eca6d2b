"""Who may see or do what with accounts and stated reasons."""

from fengqiao.domains.accounts.contracts import LEADERS, Role

PERMISSIONS = {
    "accounts.manage": {Role.SYSTEM_ADMIN},
    "accounts.manage_roles": {Role.SECURITY_ADMIN},
    "accounts.review_reasons": LEADERS | {Role.AUDITOR},
    "audit.view": {Role.AUDITOR},
}
