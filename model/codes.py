"""The values of coded columns, and their names in both languages. Kernels use the numbers, people read the names."""

from __future__ import annotations

NOBODY = -1  # no employer, no school, no tie
STABLE_MONTHS = 6  # a job held this long counts as stable
NOT_YET = -240  # the month of what has not been yet: longer ago than any interval lasts
USUAL_AWARENESS = 0.5  # of measures, where nobody makes them known; take-up is stated for it

# Employers. OUTSIDE stands for the labour market beyond the county, one row a region.
PARK_FIRM, LOCAL_FIRM, COMMUNITY_FIRM, WORKSHOP, CRAFT, COOPERATIVE, START_UP, PUBLIC_PROGRAMME, OUTSIDE = range(9)
EMPLOYER_KINDS = {
    PARK_FIRM: ("industrial park", "园区企业"),
    LOCAL_FIRM: ("local service or construction", "本地服务与建筑业"),
    COMMUNITY_FIRM: ("community firm", "社区企业"),
    WORKSHOP: ("poverty-alleviation workshop", "扶贫车间"),
    CRAFT: ("craft enterprise", "民族手工企业"),
    COOPERATIVE: ("farm co-operative", "农民合作社"),
    START_UP: ("household start-up", "家庭创业"),
    PUBLIC_PROGRAMME: ("public-welfare programme", "公益性岗位"),
    OUTSIDE: ("outside labour market", "外出务工"),
}

# Sectors, those the training measure names; a course and a post have one.
MANUFACTURING, CONSTRUCTION, SERVICES, TOURISM, E_COMMERCE = range(5)
SECTORS = {
    MANUFACTURING: ("manufacturing", "制造业"),
    CONSTRUCTION: ("construction", "建筑业"),
    SERVICES: ("services", "服务业"),
    TOURISM: ("tourism", "旅游业"),
    E_COMMERCE: ("e-commerce", "电商"),
}

# Highest schooling completed.
NO_SCHOOLING, PRIMARY, JUNIOR, SENIOR = range(4)
SCHOOLING = {
    NO_SCHOOLING: ("no schooling", "未上学"),
    PRIMARY: ("primary", "小学"),
    JUNIOR: ("junior middle", "初中"),
    SENIOR: ("senior middle or more", "高中及以上"),
}

# The six community facilities that the policy names.
N_FACILITY_KINDS = 6
SERVICE_CENTRE, PRACTICE_CENTRE, SPORTS_CENTRE, ELDERLY_CENTRE, CHILDRENS_CENTRE, AFFORDABLE_SHOP = range(N_FACILITY_KINDS)
# As quantities and parameters are called, in the order of the codes.
FACILITY_NAMES = ("service_centre", "practice_centre", "sports_centre", "elderly_centre", "childrens_centre", "affordable_shop")
FACILITIES = {
    SERVICE_CENTRE: ("service centre", "综合服务中心"),
    PRACTICE_CENTRE: ("practice centre", "新时代文明实践中心"),
    SPORTS_CENTRE: ("sports centre", "文体活动中心"),
    ELDERLY_CENTRE: ("elderly centre", "老年服务中心"),
    CHILDRENS_CENTRE: ("children's centre", "儿童活动中心"),
    AFFORDABLE_SHOP: ("affordable shop", "平价购物中心"),
}

# Stages of life of those on the site; severely disabled people are UNABLE from 16 on.
ABSENT, CHILD, UNABLE, OF_WORKING_AGE, OLDER, OLD = range(6)
LIFE_STAGES = {
    ABSENT: ("dead, not born, not moved in or moved back", "不在安置点"),
    CHILD: ("below 16", "16岁以下"),
    UNABLE: ("from 16, not able to work", "16岁以上无劳动能力"),
    OF_WORKING_AGE: ("16 to 59, able to work", "16—59岁有劳动能力"),
    OLDER: ("60 to 69, able to work", "60—69岁有劳动能力"),
    OLD: ("from 70", "70岁以上"),
}

# School levels; AT_NO_SCHOOL for everybody else.
AT_NO_SCHOOL, KINDERGARTEN, PRIMARY_SCHOOL, JUNIOR_SCHOOL, SENIOR_SCHOOL = range(5)
SCHOOL_LEVELS = {
    AT_NO_SCHOOL: ("not at school", "不在学"),
    KINDERGARTEN: ("kindergarten", "幼儿园"),
    PRIMARY_SCHOOL: ("primary school", "小学"),
    JUNIOR_SCHOOL: ("junior middle school", "初中"),
    SENIOR_SCHOOL: ("senior or vocational school", "高中或中职"),
}

# Mandarin, from none to fluent.
NO_MANDARIN, SOME_MANDARIN, GOOD_MANDARIN, FLUENT_MANDARIN = range(4)
MANDARIN = {
    NO_MANDARIN: ("none", "不会"),
    SOME_MANDARIN: ("some", "略懂"),
    GOOD_MANDARIN: ("good", "较好"),
    FLUENT_MANDARIN: ("fluent", "流利"),
}

# Disability: severe means not able to work.
NO_DISABILITY, MILD_DISABILITY, SEVERE_DISABILITY = range(3)
DISABILITY = {
    NO_DISABILITY: ("none", "无"),
    MILD_DISABILITY: ("mild", "轻度"),
    SEVERE_DISABILITY: ("severe", "重度"),
}

# Registration at the site.
UNREGISTERED, CARD, PERMIT, HUKOU = range(4)
REGISTRATION = {
    UNREGISTERED: ("not registered", "未登记"),
    CARD: ("townsperson card", "易地扶贫搬迁市民证"),
    PERMIT: ("residence permit", "居住证"),
    HUKOU: ("local hukou", "本地户口"),
}

# Insurance schemes; a household's dues in each may lapse.
RESIDENT_MEDICAL, RESIDENT_PENSION, EMPLOYEE_MEDICAL, EMPLOYEE_PENSION = range(4)
SCHEMES = {
    RESIDENT_MEDICAL: ("resident medical insurance", "城乡居民基本医疗保险"),
    RESIDENT_PENSION: ("resident pension insurance", "城乡居民基本养老保险"),
    EMPLOYEE_MEDICAL: ("employee medical insurance", "城镇职工基本医疗保险"),
    EMPLOYEE_PENSION: ("employee pension insurance", "城镇职工基本养老保险"),
}

# How a job was found.
NO_CHANNEL, BY_TIES, BY_FAIR, BY_CASEWORK, BY_ORDER_COURSE, BY_PRIORITY, BY_BROKER, BEFORE_THE_MOVE = range(8)
ON_THEIR_OWN, OWN_BUSINESS = 8, 9
CHANNELS = {
    NO_CHANNEL: ("none", "无"),
    BY_TIES: ("relatives and neighbours", "亲友邻里"),
    BY_FAIR: ("market and job fairs", "市场与招聘会"),
    BY_CASEWORK: ("casework", "社区推荐"),
    BY_ORDER_COURSE: ("course tied to an employer", "订单培训"),
    BY_PRIORITY: ("public-welfare post by hardship", "困难优先公益岗位"),
    BY_BROKER: ("organised outside work", "有组织劳务输出"),
    BEFORE_THE_MOVE: ("before the move", "搬迁前"),
    ON_THEIR_OWN: ("outside work found by oneself", "自行外出"),
    OWN_BUSINESS: ("a business of one's own", "自主创业"),
}

# Clinics.
HEALTH_ROOM, HEALTH_STATION, HEALTH_CENTRE = range(3)
CLINIC_TIERS = {
    HEALTH_ROOM: ("health room", "卫生室"),
    HEALTH_STATION: ("health station", "卫生服务站"),
    HEALTH_CENTRE: ("health centre", "卫生服务中心"),
}

# What a person does, and how a household stands with work, at the end of a month (snapshots).
(NOT_IN_LABOUR_FORCE, NO_WORK, ON_COURSE, IN_LOCAL_WORK, IN_WORKSHOP, IN_PUBLIC_POST, IN_OUTSIDE_WORK,
 MOVED_BACK) = range(8)  # fmt: skip
LABOUR_STATES = {
    NOT_IN_LABOUR_FORCE: ("not in the labour force", "非劳动力"),
    NO_WORK: ("without work", "无业"),
    ON_COURSE: ("on a course", "参加培训"),
    IN_LOCAL_WORK: ("local work", "本地就业"),
    IN_WORKSHOP: ("workshop", "扶贫车间"),
    IN_PUBLIC_POST: ("public-welfare post", "公益性岗位"),
    IN_OUTSIDE_WORK: ("outside work", "外出务工"),
    MOVED_BACK: ("moved back", "已回迁"),
}
(HOUSEHOLD_WITHOUT_LABOUR, HOUSEHOLD_ZERO_EMPLOYMENT, HOUSEHOLD_IN_WORK, HOUSEHOLD_IN_STABLE_WORK, HOUSEHOLD_GONE,
 ELSEWHERE) = range(6)  # fmt: skip
WORK_STATES = {
    HOUSEHOLD_WITHOUT_LABOUR: ("no labour", "无劳动力"),
    HOUSEHOLD_ZERO_EMPLOYMENT: ("nobody in work", "零就业"),
    HOUSEHOLD_IN_WORK: ("a member in work", "有人就业"),
    HOUSEHOLD_IN_STABLE_WORK: ("a stable job", "有稳定就业"),
    HOUSEHOLD_GONE: ("moved back", "已回迁"),
    ELSEWHERE: ("not there yet", "尚未入住"),
}

CODED_COLUMNS = {
    ("employers", "kind"): EMPLOYER_KINDS,
    ("employers", "sector"): SECTORS,
    ("people", "schooling"): SCHOOLING,
    ("people", "school_level"): SCHOOL_LEVELS,
    ("people", "mandarin"): MANDARIN,
    ("people", "disability"): DISABILITY,
    ("people", "life_stage"): LIFE_STAGES,
    ("people", "channel"): CHANNELS,
    ("households", "registration"): REGISTRATION,
    ("schools", "level"): SCHOOL_LEVELS,
    ("clinics", "tier"): CLINIC_TIERS,
    ("facilities", "kind"): FACILITIES,
}
