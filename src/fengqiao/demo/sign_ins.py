"""The sign-ins of the invented county that are no person of it, and the one password of all."""

PASSWORD = "Fengqiao-1963"  # noqa: S105 - printed at every start: everybody in this county is invented
PROVINCE_USERNAME, PROVINCE_NAME = "shengting", "省厅治安总队"
