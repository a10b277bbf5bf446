//! The rate limit is per Odoo URL and shared by all tenants that use it: each gets an equal share
//! of the lowest limit.

use std::collections::BTreeMap;

use crate::Tenant;

/// Divides the limits in the files into shares. 0 means no limit.
pub(crate) fn divide(tenants: &mut [Tenant]) {
    let mut of_address: BTreeMap<String, (u32, u32)> = BTreeMap::new();
    for tenant in tenants.iter() {
        let pace = tenant.odoo.calls_per_minute;
        let (least, count) = of_address.entry(tenant.source_address()).or_default();
        *count += 1;
        if pace > 0 && (*least == 0 || pace < *least) {
            *least = pace;
        }
    }
    for tenant in tenants {
        if let Some(&(least @ 1.., count)) = of_address.get(&tenant.source_address()) {
            tenant.odoo.calls_per_minute = (least / count).max(1);
        }
    }
}
