--! unknown_companies
select wanted as company_id
from unnest(:companies::bigint[]) wanted
where not exists (select from odoo.res_company company
                  where company.id = wanted and company._deleted_at is null)
order by wanted;
