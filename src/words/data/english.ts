// The words that the embedded model's tokenizer knows whole: those that its captions say often. Data only; a test holds it against
// the tokenizer.

export const ENGLISH = `
a accessibility ace ach ache active admission adult aerial africa age aid airplane alarm alcohol alien alternation
alty am american americas an anchor and angel anger angry anguished animal animals anniversary antenna anxious
apple aquarius aries ark arm arrow art articulated artist ary as asia ask aster astonished astronaut at ate ated
ational ative atm ato atory australia automobile awesome awkward baby back backhand bacon bad badge bag baggage
bags balance bald ball ballet balloon ballot ban banana bandage bank banknote bar bars baseball basket basketball
bat bath bathing bathroom bathtub battery bbit beach bear beard beating beauty bed bee beer beetle behind bell
bento berry beverage bicycle bicycles bicyclist big bike biking bill billion bin bird birthday bit black blob
blond blonde blood blossom blowing blue boar board boat body bold bolt bomb bone bones book bookmark boom boot
booze bored born bottle bouncing bow bowing bowl box boy bread break breakfast bridge briefcase bright broken
brown brush bubble buffalo bug build building bulb bullet bus business busts butterfly by cabinet cable cake
calendar call camel camera camping can cancer candy cane canoe cap capricorn car card cards care carousel cars
cart cartoon cartwheeling case cash cast castle cat cel celebrate celebration cell cer ceremony chair change chart
check cheese chef chen cherry chick chicken child children chime ching chocolate chop christmas church cinema
circle circus city cityscape ckey claim clapper classic classical claus clear climbing clinking clock closed
closet clothes clothing cloud clover club coaster coat cocktail coin colate cold collar comic coming communication
computer confetti confounded confused construction contact control cook cooked cookie cooking cork corn cost cover
cow cowboy crab cracker crazy cream creature crescent cricket cross crossbones crossed crossing crown crying ctor
ctuation cup curly currency cut cycle cycling cyclist dance dancer dancing dar data date day dead deaf death
deciduous decoration decorative ded delivery department desert desktop dessert detective dger diac diamond die
disappointed disbelief dish disk dividers dizzy doctor document dog dollar done dot dotted double doughnut down
downcast dragon dren dress dressed drink drinking drinks drive driving drooling drop drops drum dusk ears earth
eat education egg eight electric elf ellite email emoji emotion empty end engine ension entertainment entry
envelope ering ery ese eth euro europe evil exchange excited exclamation expressionless eye eyed eyes face
facepalming facing factory fairy fairytale falling fantasy farm farmer fast fax fear fearful feed feeding feels
female ferris field fighter file film finger fingers fire firefighter fireworks first fish fishing fist five flag
flash flat flatbread flip flirt floor floppy flower flushed fluttering fly flying fog folder food foot football
for forbidden fork form formal fountain four fox frames french fried fries from front frown frowning fruit
frustrated fuel fuji full gage gain gait game garden gem gemini gender genie geometric gesture gesturing getting
ggage ghost gibbous gift girl glass glasses globe glossy glove goal goat gold golfing good goodnight got graduate
graduation graph gray green grimace grimacing grinning groom ground growing gry guard gue guitar haha hair haircut
halloween halo hammer hand handball handle hands handshake happy hat hatching haze he head headache health hear
hearing heart hearts heat heavy helmet her hero high hind his hockey hold hole hology home honey horn horns
horoscope horse host hot hotel hourglass hours house hout hungry i icket icon ies igh ight ile ill ily improvement
in inbox increasing index ins insect instrument ions ious ire irl is island it itar ited its ive ized jack japan
japanese jewish joy judaism judge juggling justice ked ken ket kets key keyboard kid king kiss kisses kneeling
knife kward lad lady lamp land lantern laptop large last late latin laugh laughing lavatory law leaf led left
leftwards leg leo ler les less let letter level libra library lift lifting light lightning like lim line link
linked lion lip lipstick liquid list litter lock locked loop lorry lot lotus loudly love low ltry lying machine
mad mage magic magnifying mail mal male man manual mao map maple mark mask massage mber mbing mble me meat
mechanic mechanical medal medical medicine medium melon men met meter microphone military milk milky mini mirror
mission mobile mode mometer money monkey monorail monster moon morning mother motor motorized mount mountain
mountains mouse mouth move movie mug mushroom music musical muslim muted my myth nail name nant nation national
nature ner nerd nervous nest nesting net neutral new newborn newspaper nib nice night no non nose not note
notebook notepad notes nut ocean of off office officer oil old omg on onal oncoming one onished ons open ople
optical or orange orbs orn ornithology our ous out outline over overcast pace pad page paid painting palette palm
palming paper paperclip paperclips park part party pass passenger passport pastry paw peace pedestrian pen pencil
penguin pensive people pepper per performing person pet phone phones phy pick picture pie piece pig pile pilot pin
pine pink pisces pistol place plane plant play playing ple pod point pointing pole police polish polo poo pool pop
popper popping port position post postal pot potable potato poultry pound pouting power ppy prayer pregnant print
prints prohibited projector pstick pulse pump punctuation purple pushing pushpin quarter queer question quet quiet
rabbit racing railway rain rainbow raise raised raising ram ray reading receiver recycling red relax relieved
religion reminder rence rench res rescue rest restaurant restroom revolving ribbon rice rich riding right
rightwards ring ringe rise roasted robot rock rocket roll rolled roller rolling romance room ror row rowing rown
royal royalty ruler running rush sad safety sagittarius salad salute sandal santa sarcastic satellite scale scales
scared scary school science scientist scope score scorpio screaming sea search secret sed see selfie sent sert
service set shade shake shaking shaved she shed shell shi shing ship shirt shock shocked shoe shoes shooting
shopping shower showing shpin shrimp shroom shrugging sia sick side sign signal silhouette sing singer six skate
ski skull sleep sleeping sleepy slide slot sly small smartphone smh smile smiley smiling smoke smoking snake
sneezing snow snowman soccer soft some sound spa space spade sparkle speak speaker speaking speech speed spider
spiral splayed spoon sport sports springs squinting sses ssion ssy stadium standing star stars station statue
steam steaming steamy ster stice stick sticker sticks stol stone stop store straight strawberry strial stride sts
student stuffed style suit sun sunflower sunglasses sunny sunrise sunset superhero supervillain sure surfing
surprise surprised suspension sweat sweet swim swimming swimsuit swirl symbol table tail tains taking tal tale
tanabata tasy taurus taxi tch tea teacher teacup tear tears technologist teeth telephone telescope tennis tent
terrestrial ters tes test text that thday the thermometer thinking this throw thumb thumbs thunderstorms tial tic
tical ticket tickets tics tie tiger tility tilted time timer tin ting tired tive to toilet ton tongue tool toon
tooth top tower traffic train tram tramway transfer transgender travel tray tree trident trolley trolleybus
tropical truck try tter tti tub turban turkey tus tuxedo twards two ual ufo umbrella unamused under unhappy up
upset upside uring urus val vampire ved vegetable vehicle veil vement verage versary vertical very vibration vice
victory video viewing villain virgo vision voltage volume vous vulcan walk walking wand waning watch water wave
waxing way we weapon wear wearing weary weather web wedding weight weights what whatever wheel wheelchair wheeling
white win wind wine wings winking wise wish witch with without wling woman womans wood work worker workers works
world worried wow wrapped wrench wrestling wry xoxo yang yed yellow yer yin yolo you young zard zing zipper zodiac
zombie zoo zzz
`;
