//! Who a company or a partner is, for papers and mails: legal name, tax id and address.

use store::GenericClient;

use crate::column::Title;
use crate::error::Error;
use crate::paper::tidy;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Letterhead {
    pub name: String,
    /// As in Odoo, without spaces around it.
    pub tax_id: Option<String>,
    /// ISO 3166 code of the country.
    pub country: Option<String>,
    /// Street, second street, city with postal code: those that are known.
    pub address: Vec<String>,
}

impl Letterhead {
    /// What the tax id is called in the country: `RUC 20512345678`.
    pub fn named_tax_id(&self, locale: &str) -> Option<String> {
        let tax_id = self.tax_id.as_ref()?;
        let label = tax_id_label(self.country.as_deref(), tax_id).in_locale(locale);
        Some(format!("{label} {tax_id}"))
    }
}

/// The heading of a column of tax ids, as the company's country calls them.
pub(crate) fn tax_id_heading(country: Option<&str>, locale: &str) -> String {
    let label = tax_id_label(country, "").in_locale(locale);
    match country {
        Some("PE" | "AR") => format!("{label} / DNI"),
        _ => label.to_owned(),
    }
}

/// In Peru and Argentina a person may have only a DNI, of at most 8 digits.
fn tax_id_label(country: Option<&str>, tax_id: &str) -> Title<'static> {
    let is_dni =
        (1..=8).contains(&tax_id.len()) && tax_id.bytes().all(|byte| byte.is_ascii_digit());
    let label = match country {
        Some("PE" | "AR") if is_dni => "DNI",
        Some("PE" | "EC" | "PY") => "RUC",
        Some("AR") => "CUIT",
        Some("CL" | "UY") => "RUT",
        Some("BO" | "CO" | "GT" | "SV") => "NIT",
        Some("MX") => "RFC",
        _ => return Title::new("Tax ID", "ID fiscal"),
    };
    Title::new(label, label)
}

/// The name is the company's; tax id and address are those of its partner.
pub async fn of_company(client: &impl GenericClient, company_id: i64) -> Result<Letterhead, Error> {
    read(client, OF_COMPANY, company_id).await
}

pub async fn of_partner(client: &impl GenericClient, partner_id: i64) -> Result<Letterhead, Error> {
    read(client, OF_PARTNER, partner_id).await
}

async fn read(client: &impl GenericClient, query: &str, id: i64) -> Result<Letterhead, Error> {
    let statement = client.prepare_cached(query).await?;
    let Some(row) = client.query_opt(&statement, &[&id]).await? else {
        return Ok(Letterhead::default());
    };
    let text = |name| -> Result<Option<String>, Error> {
        let text: Option<String> = row.try_get(name)?;
        let text = text.map(|text| tidy(&text).replace('\n', " "));
        Ok(text.filter(|text| !text.is_empty()))
    };
    let city = [text("city")?, text("zip")?];
    let city = city.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let lines = [text("street")?, text("street2")?, Some(city)];
    Ok(Letterhead {
        name: text("name")?.unwrap_or_default(),
        tax_id: text("vat")?,
        country: text("country")?,
        address: lines
            .into_iter()
            .flatten()
            .filter(|line| !line.is_empty())
            .collect(),
    })
}

const OF_COMPANY: &str = "
    select coalesce(nullif(trim(company.name), ''), partner.name) as name, partner.vat,
           country.code as country, partner.street, partner.street2, partner.city, partner.zip
    from odoo.res_company company
    left join odoo.res_partner partner on partner.id = company.partner_id
    left join odoo.res_country country on country.id = partner.country_id
    where company.id = $1";

const OF_PARTNER: &str = "
    select partner.name, partner.vat, country.code as country, partner.street, partner.street2,
           partner.city, partner.zip
    from odoo.res_partner partner
    left join odoo.res_country country on country.id = partner.country_id
    where partner.id = $1";

#[cfg(test)]
mod tests {
    use super::tax_id_label;

    #[test]
    fn a_tax_id_has_the_name_that_its_country_gives_it() {
        for (country, tax_id, expected) in [
            (Some("PE"), "20512345678", "RUC"),
            (Some("PE"), "44718290", "DNI"),
            (Some("AR"), "30712345671", "CUIT"),
            (Some("MX"), "GODE561231GR8", "RFC"),
            (Some("DE"), "DE123456789", "ID fiscal"),
            (None, "20512345678", "ID fiscal"),
        ] {
            let label = tax_id_label(country, tax_id).in_locale("es-PE");
            assert_eq!(label, expected, "{country:?} {tax_id}");
        }
    }
}
