//! The pace of calls is an address's, whoever its tenants are: each gets an equal share of the least
//! that any of them allows.

use std::collections::BTreeMap;

use crate::Tenant;

/// Divides the paces as the files say them into shares. 0 is no limit.
pub(crate) fn divide(tenants: &mut [Tenant]) {
    let mut of_address: BTreeMap<String, (u32, u32)> = BTreeMap::new();
    for tenant in tenants.iter() {
        let pace = tenant.odoo.calls_per_minute;
        let (least, count) = of_address.entry(tenant.odoo.url.clone()).or_default();
        *count += 1;
        if pace > 0 && (*least == 0 || pace < *least) {
            *least = pace;
        }
    }
    for tenant in tenants {
        if let Some(&(least @ 1.., count)) = of_address.get(&tenant.odoo.url) {
            tenant.odoo.calls_per_minute = (least / count).max(1);
        }
    }
}
