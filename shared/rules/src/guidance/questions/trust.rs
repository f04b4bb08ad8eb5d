//! Truthfulness, reviews, and who may do and see what.

use super::{Question, q};
use crate::text::Text;

pub(super) const QUESTIONS: &[Question] = &[
    // R13, R14, R64 to R66
    q(
        "false-declarations",
        Text::new(
            "怎么保证大家填的是真的？有人瞒报会怎样？",
            "How is it made sure that people tell the truth? What if somebody does not?",
        ),
        Text::new(
            "申领前须承诺内容属实，承诺的版本和时间会保存。申报还会和行程记录核对，记录先到后到都一样；接触和就诊的记录不和申报比对，本身就会计入。行程记录显示到过政策所列地区、申报却没有提到的，立即变为红码，打卡不能解除，只有工作人员能解除；记录有误或者不是本人的，请提交复核。系统不会自动计入信用；是否计入须由工作人员调查后另行决定。对外提到时只写姓氏、XX和证件末四位。",
            "Applying takes a pledge that all of it is true, kept with its version and time. Declarations are compared with records of travel, whichever came first; contacts and what clinics find are not compared with them and count by themselves. If a travel record shows a stay in an area of the policy that the declaration does not mention, the code turns red at once, and only an officer can end that, no check-ins do; if the record is wrong or not yours, file a review. Nothing here touches credit by itself: that is another decision, of an officer, and takes an investigation. In public only surname, XX and the last four characters of the document are named.",
        ),
    ),
    // R19
    q(
        "hiding-the-position",
        Text::new(
            "关掉定位再填一遍，就能变绿吗？",
            "Can somebody switch the position off, declare again and be green?",
        ),
        Text::new(
            "不能。定位不参与判断，没有定位不会带来好处。已有的证据会保留，再次申报只增不减；记录在申领之前就收到的，申领时照样计入。",
            "No. A position takes no part in the judgement, so leaving it out earns nothing. Evidence that exists is kept, declaring again only adds to it, and records that came before the application count when it is made.",
        ),
    ),
    // R72 to R77
    q(
        "asking-for-a-review",
        Text::new(
            "我觉得颜色不对，怎么申请复核？",
            "I think that the colour is wrong. How do I ask for a review?",
        ),
        Text::new(
            "在健康码里提交复核：选理由，写情况，选答复的区、县（市）；人不在杭州的，选您在杭州居住的地方。请核对后再提交，提交后谁也不能修改或撤回；一个人同时只能有一件。答复期限按2020年2月11日的政策是3个工作日，周末和政策规定的节假日不算；过期没有答复的，自动转到市专班。进度随时可查。更正须有两名工作人员同意；复核的结果可能是维持，也可能是更正。",
            "File one from the code: choose a ground, say what happened, and choose the district that answers; when away from Hangzhou, the one where you live there. Read it through before sending: afterwards nobody can change or withdraw it, and a person has one open review at a time. The answer is due in 3 working days by the policy of 2020-02-11, without weekends and the policy's holidays; one that is overdue goes up to the city's team by itself. Its state can be read at any time. An amendment takes two officers, and the outcome may be either: the colour stands, or it is amended.",
        ),
    ),
    // R83, R84
    q(
        "changes-by-hand",
        Text::new(
            "工作人员能随意改我的颜色吗？",
            "Can an officer change my colour at will?",
        ),
        Text::new(
            "不能。人工处置要有两名不同的工作人员，写明法律依据和证据；一次超过50人的，还要市里同意。颜色的每次变化都会记入您的历史，写明经办的角色；各条记录环环相扣，您可以自己验算有没有被改过。",
            "No. A change by hand takes two different officers, a legal ground and evidence, and for more than 50 people the city as well. Every change of your colour is entered in your history, with the role that made it; the entries are chained, so that you can check for yourself that none was altered.",
        ),
    ),
    // R66, R84, R85
    q(
        "who-sees-what",
        Text::new(
            "谁查验过我的码？别人能看到什么？",
            "Who verified my code? What do others see?",
        ),
        Text::new(
            "每次查验的时间、地点、方向、结果和所属区县，您都可以看到。卡点只看到姓氏、证件末四位、颜色和处理结果，看不到变色的原因和行程。查验和打卡的记录，到政策规定的天数就不再可读。",
            "You can read of every verification when, where, in which direction and with which outcome it was, and of which district the staff were. A checkpoint sees the surname, the last four characters of the document, the colour and what to do; not why the colour is so, and no journeys. Records of verifications and check-ins end after the policy's days.",
        ),
    ),
    // R61
    q(
        "who-makes-the-rules",
        Text::new(
            "哪些地区算风险地区，由谁定？在哪里看？",
            "Who decides which areas are at risk? Where can I read it?",
        ),
        Text::new(
            "写在政策里。政策有版本和生效日期，任何人都可以查看现行的版本，也可以按名称查看任何一个版本，包括只是提出、还没有批准的；新的政策由市里一名工作人员提出、另一名批准。健康码和每次查验都写明用的是哪一版。",
            "It is in the policy. A policy has a version and a first day, and anybody can read the one in force and any version by its name, also one that is only proposed; a new one is proposed by one officer of the city and approved by another. The code and every verification name the version used.",
        ),
    ),
];
