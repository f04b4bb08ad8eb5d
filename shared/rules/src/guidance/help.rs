//! Where to turn, in the order in which it is worth trying; the hotline comes last (R78).

use crate::text::Text;

/// One place to turn to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Help {
    /// Its name, in `kebab-case`.
    pub id: &'static str,
    /// What it is good for.
    pub text: Text,
    /// The number to call, where it is a call.
    pub phone: Option<&'static str>,
}

/// All of them, the first to try first.
pub const HELP: &[Help] = &[
    Help {
        id: "fever-clinic",
        text: Text::new(
            "身体不适：请佩戴口罩，到就近的发热门诊就诊；情况紧急时拨打急救电话。",
            "Unwell: wear a mask and go to the nearest fever clinic; in an emergency, call an ambulance.",
        ),
        phone: Some("120"),
    },
    Help {
        id: "own-code",
        text: Text::new(
            "颜色：打开健康码，每一项原因、依据、证据、由什么解除和下一步都写在上面。",
            "The colour: open the code; it names each reason, its legal basis and evidence, what ends it, and the next step.",
        ),
        phone: None,
    },
    Help {
        id: "questions",
        text: Text::new(
            "用法：请先看这里的常见问题和各项说明。",
            "How it works: read the questions and the explanations here.",
        ),
        phone: None,
    },
    Help {
        id: "place-rule",
        text: Text::new(
            "进出：打开该地点公开的规则，给查验的工作人员看。",
            "At a gate: open the published rule of the place and show it to the staff.",
        ),
        phone: None,
    },
    Help {
        id: "review",
        text: Text::new(
            "对颜色有疑问：提交复核，由区、县（市）答复，进度随时可查。",
            "If you doubt the colour: file a review; a district answers it, and its state can be read at any time.",
        ),
        phone: None,
    },
    Help {
        id: "hotline",
        text: Text::new(
            "以上都没有解决：拨打市民热线。",
            "If none of these helped: call the city's hotline.",
        ),
        phone: Some("12345"),
    },
];
