// German words and what the embedded model's captions call the same, without accents; `word` alone is the same in English. Data only.
import type { Glossary } from '../glossary.ts';

export const de: Glossary = {
  nouns: `
  apfel=apple, birne=pear, banane=banana, kirsche=cherry, erdbeere=strawberry, zitrone=lemon, melone=melon,
  wassermelone=watermelon, traube=grapes, weintraube=grapes, ananas=pineapple, tomate=tomato, karotte=carrot,
  mohre=carrot, mais=corn, kartoffel=potato, pilz=mushroom, kurbis=pumpkin, brot=bread, kase=cheese, ei=egg,
  eier=egg, kuchen=cake, torte=cake, keks=cookie, bonbon=candy, schokolade=chocolate, eis=ice cream,
  eiscreme=ice cream, pizza, hamburger=burger, kaffee=coffee, tee=tea, milch=milk, bier=beer, wein=wine,
  flasche=bottle, tasse=cup, glas=glass, glaser=glass, katze=cat, kater=cat, hund=dog, fisch=fish, vogel=bird,
  maus=mouse, mause=mouse, hase=rabbit, kaninchen=rabbit, pferd=horse, kuh=cow, kuhe=cow, schwein=pig, schaf=sheep,
  ziege=goat, huhn=chicken, huhner=chicken, ente=duck, bar=bear, lowe=lion, tiger, elefant=elephant, affe=monkey,
  fuchs=fox, fuchse=fox, wolf, wolfe=wolf, frosch=frog, frosche=frog, schlange=snake, schildkrote=turtle,
  drache=dragon, einhorn=unicorn, spinne=spider, biene=bee, schmetterling=butterfly, kafer=beetle, schnecke=snail,
  krabbe=crab, krebs=crab, hai=shark, wal=whale, delfin=dolphin, pinguin=penguin, eule=owl, tier=animal, baum=tree,
  baume=tree, blume=flower, rose, sonnenblume=sunflower, blatt=leaf, blatter=leaf, pflanze=plant, gras=grass,
  kaktus=cactus, klee=clover, berg=mountain, insel=island, strand=beach, strande=beach, meer=sea, ozean=ocean,
  wasser=water, welle=wave, fluss=river, flusse=river, sonne=sun, mond=moon, stern=star, wolke=cloud, regen=rain,
  schnee=snow, schneemann=snowman, blitz=lightning, regenbogen=rainbow, feuer=fire, himmel=sky, erde=earth, planet,
  nacht=night, nachte=night, haus=house, hauser=house, schloss=castle, burg=castle, schlosser=castle,
  kirche=church, turm=tower, turme=tower, gebaude=building, schule=school, fabrik=factory, hotel, zelt=tent,
  brucke=bridge, dach=roof, dacher=roof, tur=door, fenster=window, mauer=wall, zaun=fence, bett=bed, stuhl=chair,
  stuhle=chair, tisch=table, lampe=lamp, uhr=clock, schlussel=key, buch=book, bucher=book, stift=pen,
  bleistift=pencil, schere=scissors, hammer, messer=knife, gabel=fork, loffel=spoon, schirm=umbrella,
  regenschirm=umbrella, tasche=bag, geschenk=gift, ballon=balloon, luftballon=balloon, ball, balle=ball,
  fussball=football, gitarre=guitar, trommel=drum, glocke=bell, krone=crown, diamant=diamond, ring, schwert=sword,
  schild=shield, fahne=flag, flagge=flag, kerze=candle, bombe=bomb, roboter=robot, rakete=rocket, auto=car,
  wagen=car, bus, lastwagen=truck, lkw=truck, zug=train, zuge=train, strassenbahn=tram, fahrrad=bicycle,
  fahrrader=bicycle, motorrad=motorcycle, flugzeug=airplane, schiff=ship, boot=boat, hubschrauber=helicopter,
  traktor=tractor, anker=anchor, rad=wheel, rader=wheel, telefon=phone, handy=phone, computer, rechner=computer,
  kamera=camera, fernseher=television, batterie=battery, gluhbirne=bulb, herz=heart, gesicht=face, auge=eye,
  mund=mouth, nase=nose, ohr=ear, hand, hande=hand, fuss=foot, fusse=foot, haar=hair, zahn=tooth, zahne=tooth,
  schadel=skull, totenkopf=skull, knochen=bone, bart=beard, mann=man, manner=man, frau=woman, kind=child,
  junge=boy, madchen=girl, baby, person, mensch=person, konig=king, konigin=queen, prinzessin=princess,
  engel=angel, hexe=witch, geist=ghost, gespenst=ghost, monster, zombie, vampir=vampire, pirat=pirate, clown,
  arzt=doctor, arztin=doctor, polizei=police, polizist=police, feuerwehrmann=firefighter, bauer=farmer, astronaut,
  hut=hat, mutze=cap, schuh=shoe, stiefel=boot, hemd=shirt, kleid=dress, brille=glasses, sonnenbrille=sunglasses,
  helm=helmet, schleife=bow, pfeil=arrow, kreis=circle, quadrat=square, dreieck=triangle, kreuz=cross, haken=check,
  brief=letter, umschlag=envelope, karte=map, geld=money, munze=coin, kalender=calendar, musik=music, pokal=trophy,
  medaille=medal, weihnachten=christmas, weihnachtsmann=santa, halloween, garten=garden, park, stadt=city,
  stadte=city, wald=forest, walder=forest, wuste=desert, bauernhof=farm, licht=light, lacheln=smile, stil=style,
  emoji, cartoon, comic=cartoon, zeichentrick=cartoon, linie=line
  `,
  adjectives: `
  rot=red, blau=blue, grun=green, gelb=yellow, orange, lila=purple, violett=purple, rosa=pink, schwarz=black,
  weiss=white, grau=grey, braun=brown, golden=gold, gold, gross=big, klein=small, rund=round, glucklich=happy,
  frohlich=happy, traurig=sad, wutend=angry, bose=angry, alt=old, jung=young, neu=new, hell=bright, dunkel=dark,
  kalt=cold, heiss=hot, suss=sweet, niedlich=cute, gruselig=scary, kaputt=broken, offen=open, geschlossen=closed,
  lachelnd=smiling, lachend=laughing, weinend=crying, schlafend=sleeping, fliegend=flying, laufend=running,
  flach=flat, glanzend=glossy, klassisch=classic, hoch=tall, hohe=tall, lang=long
  `,
  small: `
  ein=a, eine=a, einen=a, einem=a, einer=a, eines=a, der=the, die=the, das=the, den=the, dem=the, des=the, und=and,
  mit=with, ohne=without, auf=on, in, im=in, am=at, an=at, bei=at, von=of, vom=of
  `,
};
