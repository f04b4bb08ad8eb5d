//! What can be wrong with an identity document, told so that its holder can put it right.
//!
//! No text repeats any part of the number.

use crate::text::Text;
use crate::texts::FormFault;

/// One fault of a document as it was presented.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DocumentFault {
    /// The number does not have the length and characters of its kind.
    Format,
    /// The number begins with a region that does not issue this kind.
    Region,
    /// The birth date in the number is not a day on which a living person was born.
    BirthDate,
    /// The last character is not the one that the others give.
    CheckDigit,
    /// A passport without its country.
    CountryRequired,
    /// A country with a document that is not a passport.
    CountryNotAllowed,
}

impl DocumentFault {
    /// The member of `document` that is at fault: `number` or `country`.
    pub fn field(self) -> &'static str {
        match self {
            Self::Format | Self::Region | Self::BirthDate | Self::CheckDigit => "number",
            Self::CountryRequired | Self::CountryNotAllowed => "country",
        }
    }

    /// The contract's word for the fault.
    pub fn code(self) -> &'static str {
        let word = match self {
            Self::Format => FormFault::Format,
            Self::Region => FormFault::Region,
            Self::BirthDate => FormFault::BirthDate,
            Self::CheckDigit => FormFault::CheckDigit,
            Self::CountryRequired => FormFault::CountryRequired,
            Self::CountryNotAllowed => FormFault::CountryNotAllowed,
        };
        word.code()
    }

    /// A sentence for the client that tells what is expected.
    pub fn text(self) -> Text {
        match self {
            Self::Format => FORMAT,
            Self::Region => REGION,
            Self::BirthDate => BIRTH_DATE,
            Self::CheckDigit => CHECK_DIGIT,
            Self::CountryRequired => COUNTRY_REQUIRED,
            Self::CountryNotAllowed => COUNTRY_NOT_ALLOWED,
        }
    }
}

const FORMAT: Text = Text {
    zh: "证件号码的格式与证件类型不符，号码中间不要有空格或连字符：居民身份证和港澳台居民居住证为18位，\
         最后一位可以是X；港澳居民来往内地通行证为H或M加8位或10位数字；台湾居民来往大陆通行证为8位或10位数字；\
         护照为5至20位字母和数字，至少有一位数字；外国人永久居留身份证为3位字母加12位数字，\
         2023年12月1日起也可以是9开头的18位号码。",
    en: "The number does not have the form of this kind of document; write it without spaces or \
         hyphens inside. Resident ID and residence permit for Hong Kong, Macau and Taiwan: 18 \
         characters, the last may be X. Hong Kong and Macau travel permit: H or M and 8 or 10 \
         digits. Taiwan travel permit: 8 or 10 digits. Passport: 5 to 20 letters and digits, at \
         least one digit. Foreign permanent resident ID: 3 letters and 12 digits, or, from \
         2023-12-01, 18 characters beginning with 9.",
};

const REGION: Text = Text {
    zh: "证件号码开头的地区代码与证件类型不符：居民身份证应以内地省、自治区或直辖市的代码开头；\
         港澳台居民居住证应以810000、820000或830000开头。",
    en: "The number begins with a region that does not issue this kind of document: a resident ID \
         begins with the code of a mainland province, a residence permit for Hong Kong, Macau and \
         Taiwan with 810000, 820000 or 830000.",
};

const BIRTH_DATE: Text = Text {
    zh: "证件号码中的出生日期应为真实存在的日期，不晚于今天，也不早于1880年。",
    en: "The birth date in the number should be a day of the calendar, not later than today and \
         not before 1880.",
};

const CHECK_DIGIT: Text = Text {
    zh: "证件号码的最后一位校验码与其余各位不符，请对照证件逐位核对。",
    en: "The last character, the check digit, does not agree with the others; please compare the \
         number with the document, character by character.",
};

const COUNTRY_REQUIRED: Text = Text {
    zh: "使用护照时请填写签发国家或地区的两位字母代码（ISO 3166-1）。",
    en: "A passport needs the two-letter code (ISO 3166-1) of the country or region that issued it.",
};

const COUNTRY_NOT_ALLOWED: Text = Text {
    zh: "只有护照需要填写国家，其他证件请不要填写。",
    en: "A country is given with a passport only; please leave it out for other documents.",
};
