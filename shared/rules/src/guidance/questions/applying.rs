//! Who applies, how, for whom, and with which document.

use super::{Question, q};
use crate::text::Text;

pub(super) const QUESTIONS: &[Question] = &[
    // R2, R3, R5
    q(
        "who-is-it-for",
        Text::new(
            "谁需要健康码？去桐庐、淳安、建德算离开杭州吗？",
            "Who is the code for? Does going to Tonglu, Chun'an or Jiande count as leaving Hangzhou?",
        ),
        Text::new(
            "健康码面向已经在杭州的人和准备来杭州的人。表单里说的杭州是全市所有的区、县（市），在它们之间走动不算外出，不必填写。准备来杭州的人要先取得绿码，市界卡口只放行绿码。",
            "For people who are in Hangzhou and for people who mean to come. Hangzhou in the form is all of its districts and counties; moving between them is no travel and need not be declared. Whoever means to come needs a green code first: the city border lets nobody else in.",
        ),
    ),
    // R18, R19
    q(
        "applying-from-elsewhere",
        Text::new(
            "我人在外地，手机定位不在杭州，能申领吗？",
            "I am elsewhere and my phone's position is not in Hangzhou. Can I apply?",
        ),
        Text::new(
            "能。申领从不需要定位，给不给都不影响颜色。请选择待入杭，填写到达日期、出发地和交通方式。",
            "Yes. A position is never needed, and giving or withholding it changes no colour. Choose that you are about to enter, and fill in the day of arrival, where you come from and how.",
        ),
    ),
    // R8, R9, R22
    q(
        "finding-the-code-again",
        Text::new(
            "关掉页面以后，怎么找回我的健康码？",
            "I closed the page. How do I find my code again?",
        ),
        Text::new(
            "用同一个账号重新登录就能看到。查看不消耗任何机会，不用再填一遍，也不用先打卡。换了账号的，可以由原来的账号分享过来；或者用核验过本人证件的账号、以同一证件申领，得到的还是原来的码，原来的申报不变。",
            "Log in to the same account and it is there. Looking uses nothing up and asks for no new declaration and no check-in. With another account, have the first one share the code; or apply with the same document from an account for which that document was verified: it is bound to the code that exists, and what was declared stands.",
        ),
    ),
    // R3, R4
    q(
        "is-it-compulsory",
        Text::new(
            "一定要有健康码吗？有了绿码就哪里都能进吗？",
            "Must I have a code? And does a green one open every door?",
        ),
        Text::new(
            "进入杭州须持绿码，其余情况自愿。在其他地点，没有码的人不会因此被劝返，而是到人工通道出示证件、测温、登记。绿码表示目前没有需要隔离或观察的原因，不是体检证明；有的地点还要看身份证件、居住或工作证明、体温或当天打卡，以该地点公开的规则为准。",
            "To enter Hangzhou you need a green one; all else is voluntary. At any other place somebody without a code is not turned back for that but goes to the staff's lane: document, temperature, registration. Green says that there is no reason for isolation or observation now; it is no medical certificate. Some places want an identity document, a proof of living or working there, a temperature or today's check-in as well: their published rule says what.",
        ),
    ),
    // R7, R66
    q(
        "code-and-employer",
        Text::new(
            "公司的员工码和健康码是两个码吗？公司能看到什么？",
            "Is my company's employee code another code? What does the company see?",
        ),
        Text::new(
            "是同一份记录。在申报中填写单位的统一社会信用代码后，这家单位能看到您隐去名字的姓名、证件末四位、颜色和今天是否打卡；看不到原因、行程和完整的证件号码，也看不到没有填写它的人。",
            "It is one record. Once you name the company in the declaration by its unified social credit code, it sees your masked name, the last four characters of your document, your colour and whether you checked in today. It sees no reasons, no journeys, no whole document number, and nobody who did not name it.",
        ),
    ),
    // R16, R19
    q(
        "filling-in-again",
        Text::new(
            "填错了，可以再填一次吗？",
            "I filled something in wrong. Can I do it again?",
        ),
        Text::new(
            "可以，申领成功以后每人一次；没有成功的尝试不算用掉。重新申报能补充行程和症状，更换区县和单位，但不会抹去以前申报的内容，颜色也不会因为少填而变好。误填了没有的事，或者机会已经用过，请提交复核。",
            "Yes, once for each person, after the first success; an attempt that failed does not use it up. Declaring again adds journeys and symptoms and replaces district and employer. It takes nothing away that was declared, and saying less improves no colour. If you declared something that did not happen, or the one time is used, file a review.",
        ),
    ),
    // R20, R61
    q(
        "travel-abroad",
        Text::new(
            "最近两周去过国外，怎么填？",
            "I was abroad in the last two weeks. How do I declare it?",
        ),
        Text::new(
            "在行程里填写国家和起止日期。是否变色看现行政策：政策把该国列为高风险的转红码，中风险的转黄码，没有列出的不受影响。以后的政策把该国列入的，从新政策生效那天起，对之前14天内的停留重新判断。",
            "Give the country and the days in the travel part. What comes of it is in the policy in force: a country that it lists as high risk makes the code red, as medium risk yellow, and one that it does not list changes nothing. If a later policy lists the country, a stay of the 14 days before is judged again on that policy's first day.",
        ),
    ),
    // R21
    q(
        "without-a-resident-id",
        Text::new(
            "我用护照或港澳台证件，可以申领吗？",
            "I have a passport, or papers of Hong Kong, Macau or Taiwan. Can I apply?",
        ),
        Text::new(
            "可以，申领办法一样。居民身份证以外，还可以用港澳台居民居住证、港澳居民来往内地通行证、台湾居民来往大陆通行证、护照（要填签发国家或地区）和外国人永久居留身份证。",
            "Yes, in the same way. Besides the resident identity card these will do: the residence permit for Hong Kong, Macau and Taiwan, the mainland travel permits for Hong Kong and Macau and for Taiwan, a passport (name the country or region that issued it), and the foreign permanent resident identity card.",
        ),
    ),
    // R68, R69, R71
    q(
        "elders-and-children",
        Text::new(
            "老人、孩子没有手机，怎么办？",
            "My parents and my child have no phone. What can we do?",
        ),
        Text::new(
            "用您的账号替他们申领，选好与您的关系，以后在您的手机上出示。用一次性的分享码，可以让另一位家人也保管。只有绑定的账号看得到；拿证件号码去查别人，什么也查不到。证件经过核验的本人可以接管自己的码，未经确认的账号随即解除绑定。没有手机的人在卡点出示证件也能查验。",
            "Apply for them from your own account, say who they are to you, and show their codes on your phone. With a share code, good for one use, another relative can keep them too. Only bound accounts see a code; asking for somebody by document number shows nothing. A person whose document is verified can take the own code over, and accounts that nobody confirmed are unbound. Without any phone, a document is enough to be verified at a checkpoint.",
        ),
    ),
];
