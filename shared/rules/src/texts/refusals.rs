//! Requests that are well made and refused all the same: what the no is, and what to do about it.

use super::{FormFault, t};
use crate::text::Text;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// Why the state of things, or the token's district, says no to a request.
    pub enum Refusal {
        /// No policy is in force yet (R1).
        NotInForce,
        /// The person has applied already, with other content.
        AlreadyApplied,
        /// Another account keeps this document's code (R6).
        PersonAlreadyRegistered,
        /// The token proves another document than the one declared for oneself.
        IdentityMismatch,
        /// The one further declaration was made already (R16).
        ReapplicationUsed,
        /// A review is open already (R75).
        ReviewOpen,
        /// A check-in for another day than today (R33).
        NotToday,
        /// The place is not in the token's district.
        OtherDistrict,
        /// A district officer's token that names no district.
        NoDistrict,
        /// As many accounts as can be keep the person's code (R68).
        TooManyAccounts,
        /// Not for this institution to tell.
        OtherSource,
        /// A version that is kept has this name (R61).
        VersionTaken,
        /// Whoever proposed it cannot approve it (R83).
        SecondOfficerRequired,
        /// The review is over (R75).
        ReviewAnswered,
        /// There is nothing that a second officer could agree to.
        NothingProposed,
        /// What was proposed is not what would now be decided.
        ProposalOutdated,
        /// An order on so many people takes the city (R83).
        CityRequired,
        /// Two officers agreed what the contradiction comes to (R65).
        FindingMade,
    }
}

impl Refusal {
    /// What it is.
    pub fn title(self) -> Text {
        match self {
            Self::NotInForce => t("健康码尚未启用", "The health code is not in force yet"),
            Self::AlreadyApplied => t("已经申报过", "Already applied"),
            Self::PersonAlreadyRegistered => {
                t("该证件已申领健康码", "This document already has a code")
            }
            Self::IdentityMismatch => t("身份不一致", "Identity mismatch"),
            Self::ReapplicationUsed => t("重新申报的机会已用完", "The one re-application is used"),
            Self::ReviewOpen => t("已有复核正在处理", "A review is open already"),
            Self::NotToday => t("不是今天", "Not today"),
            Self::OtherDistrict => t("不是本辖区的地点", "A place of another district"),
            Self::NoDistrict => t("令牌没有区县", "The token names no district"),
            Self::TooManyAccounts => t("绑定账号已达上限", "Too many accounts keep this code"),
            Self::OtherSource => t("不是本机构可报送的类型", "Not for this institution to tell"),
            Self::VersionTaken => t("版本名已被使用", "The version's name is taken"),
            Self::SecondOfficerRequired => t("须由另一人批准", "A second officer is needed"),
            Self::ReviewAnswered => t("复核已经答复", "The review was answered"),
            Self::NothingProposed => t("没有待批准的意见", "Nothing waits for approval"),
            Self::ProposalOutdated => t("意见已经过时", "The proposal is out of date"),
            Self::CityRequired => t("须由市级批准", "The city has to approve this"),
            Self::FindingMade => t("已经作出认定", "A finding was made"),
        }
    }

    /// What to do about it.
    pub fn detail(self) -> Text {
        match self {
            Self::NotInForce => t(
                "健康码自2020年2月11日起启用，届时再申领。",
                "The health code is in force from 2020-02-11; apply then.",
            ),
            Self::AlreadyApplied => t(
                "此人已申报且内容不同。如需补充或更新，可使用一次重新申报。",
                "This person has applied with other content. To add to it, use the one re-application.",
            ),
            Self::PersonAlreadyRegistered => t(
                "另一账号已为该证件申领。请由该账号分享，或以本人实名账号登录。",
                "Another account keeps this document's code. Ask it to share the code, or log in with an account whose identity is verified.",
            ),
            Self::IdentityMismatch => t(
                "登录账号核验过的证件与所填本人证件不同；请填写核验过的证件，替别人申报时请选择与您的关系。",
                "The document verified for this account is not the one declared as your own. Declare that one, or say whom you apply for.",
            ),
            Self::ReapplicationUsed => t(
                "每人只能重新申报一次。对颜色有疑问，请提交复核：POST /v1/people/{person}/reviews。",
                "Each person can declare again once only. If you doubt the colour, file a review: POST /v1/people/{person}/reviews.",
            ),
            Self::ReviewOpen => t(
                "每人同时只能有一件复核。可随时查看进度，无需致电。",
                "One open review a person. Its state can be read at any time; there is no need to call.",
            ),
            Self::NotToday => FormFault::NotToday.next_step(),
            Self::OtherDistrict => t(
                "令牌所属的区县与该地点不同；请由该地点所在区县的人员办理。",
                "The token's district is not the place's; its own district's staff can do this.",
            ),
            Self::NoDistrict => t(
                "区县人员的令牌须带 district；请换用这样的令牌。",
                "A district officer's token carries a district; use one that does.",
            ),
            Self::TooManyAccounts => t(
                "每人的健康码最多由 16 个账号保管；请用其中一个账号查看。",
                "One person's code can be kept by 16 accounts at most; use one of those.",
            ),
            Self::OtherSource => t(
                "医疗机构报送诊断结果，登记机构报送行程和接触；请由相应机构报送。",
                "Clinics tell of results; registries tell of travel and contacts. Let the other kind of institution tell this.",
            ),
            Self::VersionTaken => t(
                "该名称已属于一个保存着的政策版本；版本不能更改，请换一个名称。",
                "This name is taken by a version that is kept; versions are never changed. Use another name.",
            ),
            Self::SecondOfficerRequired => t(
                "提出者本人不能批准；请由另一名工作人员批准。",
                "Whoever proposed it cannot approve it; ask another officer.",
            ),
            Self::ReviewAnswered => t(
                "这件复核已经结束，答复不能更改；当事人有新的情况，可以再提交一件。",
                "This review is over, and its answer cannot be changed; the person can file another one if there is something new.",
            ),
            Self::NothingProposed => t(
                "请先提出处理意见，再由另一名工作人员批准。",
                "Propose first; then another officer can approve.",
            ),
            Self::ProposalOutdated => t(
                "提出之后意见已更换，或者原因有了新的证据；请重新查看后再提出或批准。",
                "Since it was proposed another proposal took its place, or a hold has new evidence; look again, then propose or approve.",
            ),
            Self::CityRequired => t(
                "超过 50 人的决定须由市级工作人员批准。",
                "An order on more than 50 people has to be approved by an officer of the city.",
            ),
            Self::FindingMade => t(
                "两名工作人员已经作出认定，不能更改；当事人可以提交复核。",
                "Two officers agreed on a finding, and it cannot be changed; the person can file a review.",
            ),
        }
    }
}
