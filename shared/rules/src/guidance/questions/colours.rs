//! Colours, days, check-ins and symptoms.

use super::{Question, q};
use crate::text::Text;

pub(super) const QUESTIONS: &[Question] = &[
    // R15, R24, R26, R27
    q(
        "why-yellow-or-red",
        Text::new(
            "我的码为什么是黄色或红色？怎样变绿？",
            "Why is my code yellow or red? How does it turn green?",
        ),
        Text::new(
            "打开健康码，每一项原因都写明规则、法律依据、证据来源和时间，以及由什么解除；靠打卡解除的，还有已完成、剩余的天数和最早解除的日期。颜色由最严重的一项决定。红码要14天，黄码不超过7天，天天正常打卡，满了就自动变绿，不用申请。有的原因须由医疗机构或工作人员解除，码上会写明。",
            "Open the code. Each reason names its rule, its legal basis, its evidence with source and time, and what ends it; where check-ins do, also the days done, the days left and the earliest day without it. The worst reason decides the colour. Red takes 14 days, yellow 7 at most, with a normal check-in on each, and then the code turns green by itself. Some reasons only a clinic or an officer ends; the code says so.",
        ),
    ),
    // R28, R36
    q(
        "how-days-are-counted",
        Text::new("这些天数是怎么数的？", "How are the days counted?"),
        Text::new(
            "从有这项原因的当天数起，当天正常打卡就算第一天。要求的天数须一天不断；最后一天过完，到次日0时自动解除，红码直接变绿。中间漏了一天，从下一次正常打卡重新数；打卡异常的，所有还没解除的原因都从零数起。",
            "From the day on which the reason was put on; with a normal check-in that day is the first. The days must follow each other without a gap. When the last one is over, at midnight, the reason ends by itself, and red turns straight to green. A missed day makes the count begin again at the next normal check-in, and an abnormal check-in sets it to zero for every open reason.",
        ),
    ),
    // R32, R33, R34
    q(
        "check-in-every-day",
        Text::new(
            "要天天打卡吗？忘了一天会怎样？",
            "Must I check in every day? What if I forget?",
        ),
        Text::new(
            "打卡自愿，只收当天的，以前的日子不用补。一天打几次只算一天，以最差的一次为准。漏打从不使任何人变黄或变红；只是正在数天数的黄码、红码，要从下一次正常打卡重新数。",
            "Checking in is voluntary and for today only; days are not made up for. Several on one day count once, and the worst stands. Missing a day never makes anybody yellow or red; but where days are being counted for a yellow or red code, the count begins again at the next normal check-in.",
        ),
    ),
    // R34, R35, R60
    q(
        "green-and-check-ins",
        Text::new(
            "绿码页面没有提醒打卡，不打会变色吗？",
            "A green code does not ask for check-ins. Will it change if I make none?",
        ),
        Text::new(
            "不会。绿码不需要数天数，所以不提醒，但想打随时可以。有的地点（如2020年2月18日起建德的单位和学校）进入时要看当天的打卡，进门前打一次即可。",
            "No. With a green code no days are counted, so nothing is asked, and you may check in all the same. Some places want today's check-in on the way in (workplaces and schools in Jiande from 2020-02-18); one made at the door is enough.",
        ),
    ),
    // R29, R30
    q(
        "colour-changed",
        Text::new(
            "昨天还是绿码，今天变了，是过了24小时吗？",
            "It was green yesterday and is not today. Does a colour expire after 24 hours?",
        ),
        Text::new(
            "颜色没有期限。每次打开，都按那一刻已知的事实和现行政策计算：申报或打卡了症状，收到行程、接触或就诊的记录，新政策生效，颜色都可能变化，天数满了也会变绿。原因写在码上，变化记在您的历史里。60秒就失效的只是二维码，页面会自动换新。黄码、红码在卡点不放行，请听从现场工作人员的安排。",
            "A colour has no term. Whenever you look it is worked out from what is known at that moment and the policy in force: a symptom declared or checked in, a record of travel, of a contact or of a clinic, a new policy can change it, and days completed turn it green. The code names the reason, and your history keeps the change. Only the QR code ends, after 60 seconds, and the page renews it. Yellow and red are not let through at checkpoints; follow the staff's arrangement.",
        ),
    ),
    // R36, R40, R41, R42
    q(
        "unwell-with-a-green-code",
        Text::new(
            "绿码期间发烧、咳嗽了，怎么办？",
            "My code is green, and now I have a fever or a cough. What do I do?",
        ),
        Text::new(
            "请佩戴口罩，尽快到就近的发热门诊就诊，并如实打卡：体温达到政策规定的发热标准（2020年2月11日的政策为37.3 °C），或者有所列症状又没有注明为慢性的，会变成黄码。医疗机构上报结果后自动生效：排除的，此前因症状或疑似产生的原因随即解除；疑似、确诊的变红码；治愈的再观察14天。长期咳嗽、鼻炎可以注明为慢性，体温正常就不影响颜色。",
            "Wear a mask, go to the nearest fever clinic soon, and check in truthfully: with a temperature where the policy's fever begins (37.3 °C in that of 2020-02-11) or more, or a listed symptom that is not declared chronic, the code turns yellow. What the clinic reports takes effect by itself: cleared ends what symptoms or a suspicion put on before, suspected and confirmed make the code red, and recovery begins 14 days of observation. A chronic cough or rhinitis can be declared so, and changes nothing while the temperature is normal.",
        ),
    ),
];
