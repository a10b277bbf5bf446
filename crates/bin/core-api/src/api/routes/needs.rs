//! What routes require of their callers.

use crate::http::auth::{Needs, Policy, Reach, Role};

pub(super) const HOST: Needs = Needs::Host;
// The handler shows only what the caller's companies allow.
pub(super) const VIEWER: Needs = needs(Role::Viewer, Reach::Companies);
pub(super) const OPERATOR: Needs = needs(Role::Operator, Reach::Companies);
// No books, or only what belongs to the caller.
pub(super) const ANYBODY: Needs = needs(Role::Viewer, Reach::Own);
pub(super) const ANY_OPERATOR: Needs = needs(Role::Operator, Reach::Own);
// The tenant as a whole.
pub(super) const ALL_VIEWER: Needs = needs(Role::Viewer, Reach::Tenant);
pub(super) const ALL_OPERATOR: Needs = needs(Role::Operator, Reach::Tenant);
pub(super) const ALL_ADMIN: Needs = needs(Role::Admin, Reach::Tenant);
/// The tenant as a whole, and it cannot be undone.
pub(super) const CONFIRMED: Needs = Needs::Caller(Policy {
    role: Role::Admin,
    reach: Reach::Tenant,
    fresh: true,
});

/// What schedules start and send for the caller's companies: it goes on by itself.
pub(super) const CONFIRMED_ADMIN: Needs = Needs::Caller(Policy {
    role: Role::Admin,
    reach: Reach::Companies,
    fresh: true,
});

/// The own account, and it weakens how the person proves to be there.
pub(super) const CONFIRMED_SELF: Needs = Needs::Caller(Policy {
    role: Role::Viewer,
    reach: Reach::Own,
    fresh: true,
});

const fn needs(role: Role, reach: Reach) -> Needs {
    Needs::Caller(Policy {
        role,
        reach,
        fresh: false,
    })
}
