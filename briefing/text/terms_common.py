"""Words that tell little: stop words, which are dropped, and common words of the news, which weigh less in any
batch. Written by hand from general knowledge of agency copy; forms as ``terms.stem`` gives them."""

from __future__ import annotations

# English first; then the commonest of other languages in which wires come, so that small batches of them are not
# joined by articles and prepositions.
_STOP = """
    a about above after again against all almost along already also although always am amid among an and another any
    anyone anything are aren't around as at away be became because become been before began behind being below
    between beyond both but by can can't cannot come could couldn't did didn't do does doesn't doing don't done down
    due during each either else even ever every few first for former from further gave get give go going gone got
    had hadn't has hasn't have haven't having he he'll he's her here hers herself him himself his how however i i'll
    i'm i've if in include including indeed instead into is isn't it it's it'll itself just last later least less
    let like likely made make making many may maybe me meanwhile might more most much must my myself near nearly
    neither never new next no nor not nothing now of off often on once one only or other otherwise our ours out over
    own part per perhaps put rather re really s said same saw say saying see seen several shall she she's should
    shouldn't since so some something soon still such t take taken tell than that that's the their theirs them
    themselves then there there's these they they'll they're they've this those though three through thus to told
    too took toward towards two under until unto up upon us use used using very via was wasn't way we we'll we're
    we've well went were weren't what when where whether which while who whom whose why will with within without
    won't would wouldn't yes yet you you'll you're you've your according across ago added adding called comes came
    four five thi wa ha doe hi reuter ap afp tass photo file image caption read der die das den dem des ein eine
    einen einem einer und oder nicht ist sind war wird mit von vom zu zum zur auf fur für im als auch nach bei aus
    dass sich es er sie haben hat wurde werden über le la les un une de du et ou est sont dans en au aux par pour
    que qui sur pas ne avec ce cette il elle se son sa el los las lo una y o del al por para con como más su sus fue
    ser gli uno di da dal della dei che non è sono nel alla os um uma em na dos não com mais pelo ao и в во на с со
    не что по к из за от до о об для это как при у а но его ее их он она они был была были бы также ve bir bu ile
    için olarak olan çok في من على إلى عن أن إن ما لا هذا هذه التي الذي مع كان بعد قال
"""

_COMMON = """
    accuse accused accusing action activity address agency agree agreed aide aim allow amount announce announced
    announcement area article ask asked attack attempt authority back bad based beginning begin believe best better
    big bill board body bring broke build building business call campaign capital carried carry case cause central
    century chair chance change charge chief child children citizen city claim clear close comment committee common
    community company concern condition conference congress consider contact continue control council country course
    court cover crime crisis current cut daily damage data date day dead deadly deal death decade decision deep
    defense defence democrat department despite detail die died difficult director district document dollar early
    earlier east eastern economic economy effort election emergency end energy enter europe european event evidence
    expect expected expert face fact fail family far federal fell fight final find fire force foreign free friday
    full fund future game general global good government great ground group grow growing guard hand happen hard head
    health hear held help high hit hold home hope hospital hour house hundred idea impact important independent
    industry information international interview investigation involved issue january february march april june july
    august september october november december job join judge justice keep key kill killed killing kind know known
    land large largest late latest launch law lawmaker lead leader leading leave led left legal letter level life
    line list little live local long look lose loss lost lot low main major man market mass matter mean meaning
    measure medium media meet meeting member men message middle military million billion minister ministry minute
    missing mission monday money month morning move movement murder name nation national need network news newspaper
    night north northern nuclear number offer office officer official old open operation opposition order
    organisation organization outside paid parliament party past pay peace people percent person phone place plan
    play point police policy political politic position possible post power president presidential press pressure
    prevent previous price prime prison private problem process program programme project property protect protest
    provide public publish question quickly raise reach ready real reason receive recent recently record reduce
    region regional relation release released remain remained remark report reported reporter represent republic
    republican request require rescue research respond response responsible rest result return right rise risk road
    role room rule run safety saturday scene school search second secretary security seek senate senior sent
    sentence serious serve service session set share short show shown side sign similar single situation six seven
    eight nine ten site small social society soldier son sought source south southern speak special speech spoke
    spokesman spokesperson spokeswoman staff stand start started state statement station stay step stop story street
    strike strong student study suffer suggest summer sunday support supreme suspect suspected system talk target
    team term territory test thing think third thought thousand threat threaten thursday time today together
    tomorrow top total town track trade travel treatment trial tried troop trump try trying tuesday turn unit united
    urge value vehicle version victim video view violence visit voice vote want war warn warned washington watch
    water wednesday week weekend west western white win winter woman women word work worker working world worst
    worth wound wounded year yesterday young injured arrested arrest official's say's americans american british
    russian chinese
"""

STOP = frozenset(_STOP.split())
COMMON = frozenset(_COMMON.split())
