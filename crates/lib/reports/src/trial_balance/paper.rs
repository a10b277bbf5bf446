//! The trial balance on paper: ledger totals, balances, balance sheet and results of each account,
//! with the groups of the chart. Peruvian accountants call it "balance de comprobación".

mod figures;

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use store::GenericClient;

use self::figures::{BALANCE_SHEET, FUNCTION, Figures, Line, NATURE, add, line, pairs, sum};
use super::group_names::GroupNames;
use super::parameters::Grouping;
use super::rows::{self, prefix};
use super::{Opening, Openings, TrialBalanceQuery, TrialBalanceRow};
use crate::error::Error;
use crate::letterhead;
use crate::paper::{Block, Column, Days, Form, Language, Paper, Row, Sheet, Table, Value, Weight};

struct TrialForm {
    language: Language,
    places: u32,
    currency: String,
    /// In the order of codes.
    lines: Vec<Line>,
    names: GroupNames,
    by: Grouping,
    digits: u32,
    /// The pairs of columns that are shown.
    pairs: Vec<usize>,
    /// Whether the company has a Peruvian chart.
    is_peruvian: bool,
    /// Whether there is no filter, so that debits must equal credits.
    is_everything: bool,
}

pub(super) async fn paper(
    client: &impl GenericClient,
    query: &TrialBalanceQuery,
    language: &Language,
) -> Result<Paper<TrialBalanceRow>, Error> {
    let asked = &query.prepared.parameters;
    let company = &query.prepared.company;
    let opening: Opening = asked.opening.unwrap_or_default();
    let openings = Openings::read(client, &query.filter, opening, &query.periods).await?;
    let country = letterhead::of_company(client, company.id).await?.country;
    let is_peruvian = country.as_deref() == Some("PE");
    let accounts = rows::sum_accounts(query, &openings);
    let lines = accounts
        .values()
        .filter_map(|row| line(row, is_peruvian, language));
    let results = asked.results.unwrap_or_default();
    let form = TrialForm {
        language: language.clone(),
        places: company.places(),
        currency: company.currency.clone(),
        lines: lines.collect(),
        names: GroupNames::read(client, &query.filter.company_ids).await?,
        by: asked.by.unwrap_or_default(),
        digits: asked.digits.unwrap_or(2),
        pairs: pairs(results, is_peruvian),
        is_peruvian,
        is_everything: query.filter.is_everything(),
    };
    let period = query.periods.first();
    Ok(Paper {
        sheet: Sheet {
            title: language
                .say("Trial balance", "Balance de comprobación")
                .to_owned(),
            is_wide: true,
            days: period.map_or(Days::None, |it| Days::Period(it.from, it.to)),
            made: language
                .say(
                    "Ledger totals with opening balances",
                    "Sumas con saldos iniciales",
                )
                .to_owned(),
            tables: vec![form.table()],
            ..Sheet::default()
        },
        form: Box::new(form),
    })
}

impl TrialForm {
    fn table(&self) -> Table {
        let say = |en, es| self.language.say(en, es);
        let results = |en, es| {
            if self.is_peruvian {
                say(en, es)
            } else {
                say("Results", "Resultados")
            }
        };
        let (loss, gain) = (say("Loss", "Pérdida"), say("Gain", "Ganancia"));
        let titles = [
            (
                say("Ledger totals", "Sumas del mayor"),
                say("Debit", "Debe"),
                say("Credit", "Haber"),
            ),
            (
                say("Balances", "Saldos"),
                say("Debit", "Deudor"),
                say("Credit", "Acreedor"),
            ),
            (
                say("Balance sheet", "Inventario"),
                say("Assets", "Activo"),
                say("Liab. and equity", "Pasivo y patr."),
            ),
            (
                results("Results by nature", "Resultados por naturaleza"),
                loss,
                gain,
            ),
            (
                results("Results by function", "Resultados por función"),
                loss,
                gain,
            ),
        ];
        let mut table = Table {
            columns: vec![
                Column::word(say("Account", "Cuenta")),
                Column::text(say("Name", "Denominación")),
            ],
            over: vec![(String::new(), 2)],
            carried: None,
        };
        for pair in &self.pairs {
            let (over, left, right) = titles[*pair];
            table.over.push((over.to_owned(), 2));
            table.columns.push(Column::amount(left, 1));
            table.columns.push(Column::amount(right, 1));
        }
        table
    }

    fn cells(&self, code: Value, name: Value, figures: &Figures) -> Vec<Value> {
        let sides = self.pairs.iter().flat_map(|pair| {
            let (left, right) = figures[*pair];
            [left, right].map(|amount| Value::side(amount, self.places))
        });
        [code, name].into_iter().chain(sides).collect()
    }

    fn account(&self, line: &Line, out: &mut Vec<Block>) {
        let (code, name) = (Value::text(&*line.code), Value::text(&*line.name));
        let cells = self.cells(code, name, &line.figures);
        out.push(Block::Row(Row::new(0, Weight::Plain, cells).indented(1)));
    }

    fn group(&self, code: &str, weight: Weight, out: &mut Vec<Block>) {
        let cells = self.cells(Value::text(code), self.name_of(code), &self.sum_of(code));
        out.push(Block::Row(Row::new(0, weight, cells)));
    }

    fn name_of(&self, code: &str) -> Value {
        self.names.of(code).map_or(Value::Empty, Value::text)
    }

    /// The sums of all accounts of a group.
    fn sum_of(&self, code: &str) -> Figures {
        let level = u32::try_from(rows::parts(code).count()).unwrap_or(1);
        sum(self
            .lines
            .iter()
            .filter(|line| prefix(&line.code, level) == code))
    }

    /// The accounts below their elements and groups.
    fn levels(&self, out: &mut Vec<Block>) {
        let mut elements: BTreeMap<&str, Vec<&Line>> = BTreeMap::new();
        for line in &self.lines {
            elements
                .entry(prefix(&line.code, 1))
                .or_default()
                .push(line);
        }
        let deepest = match self.by {
            Grouping::Level => self.digits,
            _ => 2,
        };
        for (element, lines) in &elements {
            if !element.is_empty() {
                out.push(self.element(element));
            }
            let mut open = vec![""; usize::try_from(deepest).unwrap_or(2) + 1];
            for line in lines {
                for level in 2..=deepest {
                    let code = prefix(&line.code, level);
                    let index = usize::try_from(level).unwrap_or_default();
                    let is_account = code == line.code;
                    if open[index] != code && !is_account && open[index - 1] != code {
                        self.group(code, Weight::Group, out);
                    }
                    open[index] = code;
                }
                self.account(line, out);
            }
            if !element.is_empty() {
                let label = format!("{} {element}", self.language.say("Total", "Total elemento"));
                let cells = self.cells(
                    Value::text(label),
                    Value::Empty,
                    &sum(lines.iter().copied()),
                );
                out.push(Block::Row(Row::new(0, Weight::Subtotal, cells)));
                out.push(Block::Gap);
            }
        }
    }

    fn element(&self, code: &str) -> Block {
        let name = self.names.of(code).unwrap_or_default();
        Block::Group {
            level: 2,
            text: format!("{code} {name}").trim().to_owned(),
            detail: String::new(),
        }
    }

    fn groups(&self, out: &mut Vec<Block>) {
        let mut last = None;
        for line in &self.lines {
            let code = prefix(&line.code, self.digits);
            if last != Some(code) {
                self.group(code, Weight::Plain, out);
            }
            last = Some(code);
        }
    }

    /// Totals, the result of the period on the smaller sides, and equal sums.
    fn totals(&self, out: &mut Vec<Block>) {
        let total = sum(&self.lines);
        let say = |en, es| self.language.say(en, es);
        let row = |label: &str, weight, figures: &Figures| {
            let cells = self.cells(Value::text(label), Value::Empty, figures);
            Block::Row(Row::new(0, weight, cells))
        };
        if !self.is_everything {
            out.push(row(say("Totals", "Totales"), Weight::Grand, &total));
            return;
        }
        out.push(row(say("Totals", "Totales"), Weight::Total, &total));
        let profit = total[BALANCE_SHEET].0 - total[BALANCE_SHEET].1;
        let mut result = Figures::default();
        let of = |amount: Decimal| (amount.max(Decimal::ZERO), (-amount).max(Decimal::ZERO));
        // A profit stands with the liabilities and with the losses, so that both pairs are equal.
        let (right, left) = of(profit);
        result[BALANCE_SHEET] = (left, right);
        for pair in [NATURE, FUNCTION] {
            let profit = total[pair].1 - total[pair].0;
            let (left, right) = of(profit);
            result[pair] = (left, right);
        }
        let kind = if profit.is_sign_negative() {
            say(
                "Result of the period (loss)",
                "Resultado del período (pérdida)",
            )
        } else {
            say(
                "Result of the period (profit)",
                "Resultado del período (utilidad)",
            )
        };
        out.push(row(kind, Weight::Subtotal, &result));
        let mut equal = total;
        add(&mut equal, &result);
        out.push(row(
            say("Equal totals", "Sumas iguales"),
            Weight::Grand,
            &equal,
        ));
        out.push(self.check(&total, profit));
    }

    fn check(&self, total: &Figures, profit: Decimal) -> Block {
        let say = |en, es| self.language.say(en, es);
        let debit = total[0].0 - total[0].1;
        let results = self.pairs.iter().filter(|pair| **pair > BALANCE_SHEET);
        let differs = results
            .map(|pair| total[*pair].1 - total[*pair].0 - profit)
            .find(|difference| !difference.is_zero());
        let amount = |amount| {
            format!(
                "{} {}",
                self.currency,
                self.language.amount(amount, self.places)
            )
        };
        let (holds, text) = if !debit.is_zero() {
            let words = say(
                "Debits and credits differ by",
                "El debe y el haber difieren en",
            );
            (false, format!("{words} {}", amount(debit)))
        } else if let Some(difference) = differs {
            let words = say(
                "The result of the balance sheet and the results differ by",
                "El resultado de Inventario y el de Resultados difieren en",
            );
            (false, format!("{words} {}", amount(difference)))
        } else {
            let words = say(
                "Balances: debits equal credits, and both pairs have the same result:",
                "Cuadra: debe = haber, deudor = acreedor, y el resultado es el mismo en Inventario y en Resultados:",
            );
            (true, format!("{words} {}", amount(profit)))
        };
        Block::Check { holds, text }
    }
}

impl Form<TrialBalanceRow> for TrialForm {
    fn begin(&mut self, out: &mut Vec<Block>) {
        out.push(Block::Table(0));
    }

    /// Accounts and groups are known before the first row.
    fn row(&mut self, _row: &TrialBalanceRow, _out: &mut Vec<Block>) {}

    fn end(&mut self, out: &mut Vec<Block>) {
        match self.by {
            Grouping::Group => self.groups(out),
            Grouping::Account | Grouping::Level => self.levels(out),
        }
        self.totals(out);
        let say = |en, es| self.language.say(en, es);
        out.push(Block::Note(
            say(
                "Rows of groups add up the accounts below them; totals add up accounts only.",
                "Las filas de grupos suman las cuentas que siguen; los totales suman solo cuentas.",
            )
            .to_owned(),
        ));
        if self.is_peruvian {
            out.push(Block::Note(
                say(
                    "69 stands under results by nature until a closing entry moves it to 61. Element 9 and account 79 cancel each other and belong neither to the balance sheet nor to results by nature.",
                    "La 69 figura en resultados por naturaleza mientras un asiento de cierre no la traslada a la 61. El elemento 9 y la cuenta 79 se cancelan entre sí y no pasan a Inventario ni a Resultados por naturaleza.",
                )
                .to_owned(),
            ));
        }
    }
}
