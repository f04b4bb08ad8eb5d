//! Checkpoints: what they ask, and what to do when they say no.

use super::{Question, q};
use crate::text::Text;

pub(super) const QUESTIONS: &[Question] = &[
    // R47, R51 to R57
    q(
        "green-and-kept-out",
        Text::new(
            "我出示了绿码，还是不让我进小区，怎么办？",
            "I showed a green code, and they still keep me out. What can I do?",
        ),
        Text::new(
            "每个地点的规则都是公开的，不用登录就能打开，上面写明由谁制定、从哪天起执行，可以直接给工作人员看。2020年2月11日公布的规则：绿码全市有效；上城、下城、拱墅、西湖、滨江、萧山、富阳、临安、建德的小区和单位另看身份证件；江干、余杭、桐庐的再加居住或工作证明，租房合同、房产证和通行证一样有效。建德2月18日起改用自己的规则。后来的政策可以修改，以该地点当天显示的为准。车牌和户籍不能作为理由，规则里没有这样的条件。还缺什么，工作人员扫码后就会看到，补上即可。",
            "The rule of every place is public, can be opened without logging in, and names who made it and from which day it applies: show it to the staff. The rules of 2020-02-11: green is good in the whole city; communities and workplaces in Shangcheng, Xiacheng, Gongshu, Xihu, Binjiang, Xiaoshan, Fuyang, Lin'an and Jiande want an identity document too; in Jianggan, Yuhang and Tonglu also a proof of living or working there, for which a lease or a title deed is as good as a pass. From 2020-02-18 Jiande has rules of its own. A later policy may change them; what the place shows today counts. A number plate or a household registration can be no ground: no rule can ask for one. What is missing is shown to the staff after the scan, and you can add it.",
        ),
    ),
    // R44, R45
    q(
        "screenshots-and-borrowed-codes",
        Text::new(
            "二维码为什么一直在变？用截图或借别人的行吗？",
            "Why does the QR code keep changing? Will a screenshot or somebody else's code do?",
        ),
        Text::new(
            "二维码60秒有效，由页面自动换新。过期的截图、伪造的码、已在别处用过的码都会被劝返。借用会被看出来：扫码结果显示持码人的姓氏和证件末四位，输入的证件由系统比对。",
            "It is valid for 60 seconds, and the page renews it. An expired screenshot, a forged code and one that was used at another place are turned back. Borrowing shows: the scan tells the holder's surname and the last four characters of the document, and a document that staff enter is compared by the system.",
        ),
    ),
    // R58
    q(
        "temperature-at-a-checkpoint",
        Text::new(
            "卡点量出体温偏高，我的码会变黄吗？",
            "My temperature was high at a checkpoint. Does my code turn yellow?",
        ),
        Text::new(
            "仅凭现场测温不会变色。但达到政策规定的发热标准（2020年2月11日的政策为37.3 °C）的，无论什么颜色都不放行，请佩戴口罩前往发热门诊。",
            "Not by that alone. But from the policy's fever threshold on (37.3 °C in the policy of 2020-02-11) nobody is let through, whatever the colour: wear a mask and go to a fever clinic.",
        ),
    ),
    // R71
    q(
        "no-phone-at-hand",
        Text::new(
            "没带手机或者手机没电，怎么通过卡点？",
            "My phone is not at hand, or its battery is empty. How do I pass?",
        ),
        Text::new(
            "出示身份证件，工作人员凭证件查验，看到的结果和扫码一样。",
            "Show your identity document: staff verify you by it, and the answer is the same as for a scan.",
        ),
    ),
];
