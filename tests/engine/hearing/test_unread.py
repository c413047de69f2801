"""A text in a language that is in no list: never a trouble of another kind, and seldom sure."""

import pytest

from takeaction.engine.hearing.hearing import hear
from takeaction.vocabulary.needs import Intent, Sureness

NEEDS = """
chồng tôi đánh tôi mỗi ngày, xin giúp tôi với
ông chủ giữ hộ chiếu của tôi và không trả lương
tôi bị nhốt trong nhà và không được ra ngoài
mwajiri wangu amenifungia ndani na amechukua pasipoti yangu
mume wangu ananipiga kila siku, naogopa sana
dada yangu analazimishwa kufanya kazi bila mshahara
suami saya memukul saya setiap malam, tolong saya
majikan saya menahan paspor saya dan tidak membayar gaji
anak tetangga saya dipukuli setiap hari oleh ayahnya
mąż mnie bije i nie wypuszcza z domu
szef zabrał mi paszport i nie płaci od trzech miesięcy
nie chcę już żyć, nie mam siły na nic
kocam beni her gün dövüyor, çok korkuyorum
patronum pasaportumu aldı ve maaşımı vermiyor
bizi bir evde kilitli tutuyorlar, dışarı çıkamıyoruz
আমার স্বামী আমাকে প্রতিদিন মারে, আমি খুব ভয় পাই
মালিক আমার পাসপোর্ট রেখে দিয়েছে, বেতন দেয় না
আমাদের ঘরে তালা দিয়ে রাখে, বাইরে যেতে দেয় না
ባለቤቴ በየቀኑ ይመታኛል እባክዎ እርዱኝ በጣም እፈራለሁ
አሠሪዬ ፓስፖርቴን ወሰደች ከቤት እንድወጣ አትፈቅድም ደሞዝ አልተከፈለኝም
""".strip().splitlines()  # noqa: RUF001 - a letter of Turkish

TRIFLES = """
chào buổi sáng, hôm nay trời đẹp quá nhỉ
cho tôi hỏi cách nấu phở bò ngon tại nhà
đội bóng của chúng ta thắng rồi, vui quá
habari za asubuhi rafiki yangu, umeamkaje leo
hali ya hewa ikoje leo mjini, kuna mvua
naomba mapishi ya pilau ya kuku tafadhali
selamat pagi semuanya, apa kabar hari ini
resep nasi goreng yang enak dan mudah apa ya
besok hujan atau tidak di kota ini
dzień dobry wszystkim, miłego dnia i pozdrawiam
jaka będzie jutro pogoda w górach, czy będzie padać
szukam przepisu na dobre ciasto z jabłkami
herkese günaydın, bugün nasılsınız arkadaşlar
mercimek çorbası tarifi nasıl yapılır acaba
yarın hava nasıl olacak, yağmur var mı
সবাইকে শুভ সকাল, আজ আপনারা কেমন আছেন
আজকের আবহাওয়া কেমন হবে, বৃষ্টি হবে কি
ভালো বিরিয়ানি রান্না কিভাবে করতে হয়
ሰላም እንደምን አደራችሁ ዛሬ እንዴት ናችሁ ሁላችሁም
ጥሩ የዶሮ ወጥ እንዴት ነው የሚሰራው ንገሩኝ
""".strip().splitlines()  # noqa: RUF001 - a letter of Turkish


@pytest.mark.parametrize("text", NEEDS)
def test_a_need_that_nobody_can_read_is_a_need_or_may_be_one(text):
    assert hear([text]).is_need


@pytest.mark.parametrize("text", TRIFLES)
def test_a_trifle_that_nobody_can_read_is_not_surely_a_need(text):
    heard = hear([text])

    assert heard.sure is not Sureness.SURE
    assert not heard.topics


@pytest.mark.parametrize("text", [*NEEDS, *TRIFLES])
def test_what_nobody_can_read_is_not_called_a_trouble_of_another_kind(text):
    assert hear([text]).intent is not Intent.OTHER_TROUBLE


@pytest.mark.parametrize("text", ["chào bạn nhé", "habari yako rafiki", "dzień dobry panu"])
def test_a_short_greeting_that_nobody_can_read_is_no_need(text):
    assert not hear([text]).is_need
