//! What each kind of place asks in each of the 13 districts, written by hand from the notice's
//! wording. It never looks into a policy.

/// What one row of the table asks for, besides green.
#[derive(Debug)]
pub struct Row {
    /// The requirement.
    pub name: &'static str,
    /// What is asked for, in the order in which it is told as missing.
    pub asks: &'static [&'static str],
    /// Whether only those who go in are looked at.
    pub entry_only: bool,
    /// In the name of the authority.
    pub authority: &'static str,
    /// The first day of the rule.
    pub from: &'static str,
    /// What the text says.
    pub says: &'static [&'static str],
}

const DOCUMENT: &str = "identity-document";
const PROOF: &str = "residence-or-work-proof";
const TEMPERATURE: &str = "temperature";
const CHECK_IN: &str = "check-in-today";

const R52: Row = Row {
    name: "R52",
    asks: &[],
    entry_only: false,
    authority: "杭州市",
    from: "2020-02-11",
    says: &["全市", "绿码"],
};
/// 必须申领到"绿码"后才能入杭.
const R3: Row = Row {
    name: "R3",
    says: &["绿码", "不予放行"],
    ..R52
};
/// 继续保留封闭式管理: 凭绿码和有效证件出入.
const R53: Row = Row {
    name: "R53",
    asks: &[DOCUMENT],
    says: &["封闭", "绿码", "证件"],
    ..R52
};
/// 继续保留封闭式从严管理; 不得随意阻拦在杭州购房、租房的新杭州人.
const R54: Row = Row {
    name: "R54",
    asks: &[DOCUMENT, PROOF],
    says: &["从严", "证件", "居住或工作证明", "租房合同", "房产证"],
    ..R52
};
/// On neither list: as everywhere in the city.
const R55: Row = Row { name: "R55", ..R52 };
/// 单向查验(进入查验).
const R57: Row = Row {
    name: "R57",
    asks: &[PROOF, TEMPERATURE],
    entry_only: true,
    authority: "建德市",
    from: "2020-02-18",
    says: &["进入", "居住或工作证明", "测温"],
};
/// 进商场、超市、宾馆: 体温检测外,亮绿码通行.
const R59: Row = Row {
    name: "R59",
    asks: &[TEMPERATURE],
    says: &["商场", "超市", "宾馆", "测温"],
    ..R57
};
/// 企业、学校: 亮码+健康打卡进入.
const R60: Row = Row {
    name: "R60",
    asks: &[CHECK_IN],
    says: &["健康打卡"],
    ..R57
};

/// The kinds of place: the columns of the table.
const KINDS: [&str; 6] = [
    "city-entry",
    "community",
    "workplace",
    "school",
    "commercial",
    "transit",
];

/// The table until 17 February.
#[rustfmt::skip]
const TABLE: [(&str, [&Row; 6]); 13] = [
    ("330102", [&R3, &R53, &R53, &R52, &R52, &R52]), // 上城
    ("330103", [&R3, &R53, &R53, &R52, &R52, &R52]), // 下城
    ("330104", [&R3, &R54, &R54, &R52, &R52, &R52]), // 江干
    ("330105", [&R3, &R53, &R53, &R52, &R52, &R52]), // 拱墅
    ("330106", [&R3, &R53, &R53, &R52, &R52, &R52]), // 西湖
    ("330108", [&R3, &R53, &R53, &R52, &R52, &R52]), // 滨江
    ("330109", [&R3, &R53, &R53, &R52, &R52, &R52]), // 萧山
    ("330110", [&R3, &R54, &R54, &R52, &R52, &R52]), // 余杭
    ("330111", [&R3, &R53, &R53, &R52, &R52, &R52]), // 富阳
    ("330112", [&R3, &R53, &R53, &R52, &R52, &R52]), // 临安
    ("330122", [&R3, &R54, &R54, &R52, &R52, &R52]), // 桐庐
    ("330127", [&R3, &R55, &R55, &R52, &R52, &R52]), // 淳安
    ("330182", [&R3, &R53, &R53, &R52, &R52, &R52]), // 建德
];

/// The district with rules of its own.
pub const JIANDE: &str = "330182";

/// 建德 from 18 February on.
const JIANDE_LATER: [&Row; 6] = [&R3, &R57, &R60, &R60, &R59, &R52];

/// A day under the first table, and the first one of 建德's own rules.
pub const DAYS: [&str; 2] = ["2020-02-11", "2020-02-18"];

/// What can be shown as a proof of living or working there.
pub const PROOFS: [&str; 4] = ["residence-pass", "work-pass", "lease", "title-deed"];

/// One kind of place in one district.
#[derive(Debug, Clone, Copy)]
pub struct Cell {
    pub district: &'static str,
    pub kind: &'static str,
    pub row: &'static Row,
}

impl Cell {
    /// All 78 cells as they are on `day`.
    pub fn all(day: &str) -> Vec<Self> {
        let rows = TABLE.into_iter().flat_map(|(district, rows)| {
            let is_later = district == JIANDE && day >= DAYS[1];
            let rows = if is_later { JIANDE_LATER } else { rows };
            KINDS.into_iter().zip(rows).map(move |(kind, row)| Self {
                district,
                kind,
                row,
            })
        });
        rows.collect()
    }

    /// The id that the place of this cell is given.
    pub fn place(self) -> String {
        format!("{}-{}", self.kind, self.district)
    }

    /// Whether people who go this way are looked at.
    pub fn looks_at(self, direction: &str) -> bool {
        direction == "entry" || !self.row.entry_only
    }

    /// What is asked for of those who go this way.
    pub fn asks(self, direction: &str) -> &'static [&'static str] {
        if self.looks_at(direction) {
            self.row.asks
        } else {
            &[]
        }
    }

    /// What is still missing when these things are shown.
    pub fn missing(self, direction: &str, shown: &[&str]) -> Vec<&'static str> {
        let is_shown = |asked: &str| {
            shown.contains(&asked)
                || asked == PROOF && PROOFS.iter().any(|proof| shown.contains(proof))
        };
        let asks = self.asks(direction).iter().copied();
        asks.filter(|asked| !is_shown(asked)).collect()
    }

    /// The ways to show something to somebody who goes this way: nothing; all that is not asked
    /// for; what is asked for, one thing more each time, from either end, by each proof.
    pub fn shown(self, direction: &str) -> Vec<Vec<&'static str>> {
        let asks = self.asks(direction);
        let beside = EVERYTHING
            .into_iter()
            .filter(|thing| !asks.contains(thing))
            .filter(|thing| !(asks.contains(&PROOF) && PROOFS.contains(thing)));
        let mut ways = vec![vec![], beside.collect()];
        let by = if asks.contains(&PROOF) {
            &PROOFS[..]
        } else {
            &[PROOF][..]
        };
        for &proof in by {
            let told = |asked: &&'static str| if *asked == PROOF { proof } else { *asked };
            let things: Vec<_> = asks.iter().map(told).collect();
            ways.extend((1..=things.len()).map(|n| things[..n].to_vec()));
            ways.extend((1..things.len()).map(|n| things[n..].to_vec()));
        }
        ways
    }
}

/// Everything that somebody could show.
pub const EVERYTHING: [&str; 7] = [
    DOCUMENT,
    PROOFS[0],
    PROOFS[1],
    PROOFS[2],
    PROOFS[3],
    TEMPERATURE,
    CHECK_IN,
];
