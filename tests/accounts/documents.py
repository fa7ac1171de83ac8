"""Documents of accounts, as clients send them."""

ME = "{ viewer { account { email } } }"
VIEWER = "{ viewer { account { id name username email } isStaff mustSetPassword } }"
_ERRORS = "userErrors { code message path }"
REGISTER = f"mutation($input: RegisterInput!) {{ register(input: $input) {{ {_ERRORS} }} }}"
REQUEST = f"mutation($input: RequestOneTimeLoginInput!) {{ requestOneTimeLogin(input: $input) {{ {_ERRORS} }} }}"
FOLLOW = (
    "mutation($input: LogInWithOneTimeLinkInput!) { logInWithOneTimeLink(input: $input)"
    f" {{ token inviteKey viewer {{ mustSetPassword account {{ name username email }} }} {_ERRORS} }} }}"
)
LOG_IN = (
    "mutation($input: LogInInput!) { logIn(input: $input)"
    f" {{ token inviteKey viewer {{ mustSetPassword account {{ email }} }} {_ERRORS} }} }}"
)
LOG_OUT = f"mutation {{ logOut {{ {_ERRORS} }} }}"
SET_PASSWORD = (
    "mutation($input: SetPasswordInput!) { setPassword(input: $input)"
    f" {{ viewer {{ mustSetPassword accessTokens {{ id }} }} {_ERRORS} }} }}"
)
PROFILE = (
    "mutation($input: UpdateProfileInput!) { updateProfile(input: $input)"
    f" {{ viewer {{ account {{ name username }} }} {_ERRORS} }} }}"
)
CREATE_TOKEN = (
    "mutation($input: CreateAccessTokenInput!) { createAccessToken(input: $input)"
    f" {{ secret accessToken {{ id name scopes expiresAt lastUsedAt }} {_ERRORS} }} }}"
)
REVOKE_TOKEN = (
    f"mutation($input: RevokeAccessTokenInput!) {{ revokeAccessToken(input: $input) {{ revokedId {_ERRORS} }} }}"
)
TOKENS = "{ viewer { accessTokens { id name scopes expiresAt lastUsedAt } } }"
