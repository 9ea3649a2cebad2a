// Spanish words and what the embedded model's captions call the same, without accents; `word` alone is the same in English. Data only.
import type { Glossary } from '../glossary.ts';

export const es: Glossary = {
  nouns: `
  manzana=apple, pera=pear, platano=banana, banana, cereza=cherry, fresa=strawberry, limon=lemon, melon,
  sandia=watermelon, uva=grapes, pina=pineapple, tomate=tomato, zanahoria=carrot, maiz=corn, patata=potato,
  seta=mushroom, champinon=mushroom, calabaza=pumpkin, pan=bread, queso=cheese, huevo=egg, pastel=cake, tarta=cake,
  galleta=cookie, caramelo=candy, chocolate, helado=ice cream, pizza, hamburguesa=burger, cafe=coffee, te=tea,
  leche=milk, cerveza=beer, vino=wine, botella=bottle, taza=cup, vaso=glass, gato=cat, gata=cat, perro=dog,
  perra=dog, pez=fish, peces=fish, pescado=fish, pajaro=bird, ave=bird, raton=mouse, conejo=rabbit, caballo=horse,
  vaca=cow, cerdo=pig, oveja=sheep, cabra=goat, pollo=chicken, gallina=chicken, pato=duck, oso=bear, leon=lion,
  tigre=tiger, elefante=elephant, mono=monkey, zorro=fox, lobo=wolf, rana=frog, serpiente=snake, tortuga=turtle,
  dragon, unicornio=unicorn, arana=spider, abeja=bee, mariposa=butterfly, escarabajo=beetle, caracol=snail,
  cangrejo=crab, tiburon=shark, ballena=whale, delfin=dolphin, pinguino=penguin, buho=owl, animal, arbol=tree,
  flor=flower, rosa=rose, girasol=sunflower, hoja=leaf, planta=plant, hierba=grass, cactus, trebol=clover,
  montana=mountain, isla=island, playa=beach, mar=sea, oceano=ocean, agua=water, ola=wave, rio=river, sol=sun,
  luna=moon, estrella=star, nube=cloud, lluvia=rain, nieve=snow, rayo=lightning, relampago=lightning,
  arcoiris=rainbow, fuego=fire, cielo=sky, tierra=earth, planeta=planet, noche=night, casa=house, castillo=castle,
  iglesia=church, torre=tower, edificio=building, escuela=school, fabrica=factory, hotel, tienda=tent,
  puente=bridge, techo=roof, tejado=roof, puerta=door, ventana=window, muro=wall, pared=wall, valla=fence,
  cama=bed, silla=chair, mesa=table, lampara=lamp, reloj=clock, llave=key, libro=book, boligrafo=pen, lapiz=pencil,
  tijeras=scissors, martillo=hammer, cuchillo=knife, tenedor=fork, cuchara=spoon, paraguas=umbrella, bolso=bag,
  regalo=gift, globo=balloon, pelota=ball, balon=ball, futbol=football, guitarra=guitar, tambor=drum, campana=bell,
  corona=crown, diamante=diamond, anillo=ring, espada=sword, escudo=shield, bandera=flag, vela=candle, bomba=bomb,
  robot, cohete=rocket, coche=car, carro=car, autobus=bus, camion=truck, tren=train, tranvia=tram,
  bicicleta=bicycle, motocicleta=motorcycle, moto=motorcycle, avion=airplane, barco=ship, buque=ship, bote=boat,
  barca=boat, helicoptero=helicopter, tractor, ancla=anchor, rueda=wheel, telefono=phone, movil=phone,
  ordenador=computer, computadora=computer, camara=camera, television, bateria=battery, bombilla=bulb,
  corazon=heart, cara=face, ojo=eye, boca=mouth, nariz=nose, oreja=ear, mano=hand, pie=foot, pelo=hair,
  diente=tooth, calavera=skull, hueso=bone, barba=beard, hombre=man, mujer=woman, nino=child, nina=child,
  chico=boy, chica=girl, bebe=baby, persona=person, rey=king, reina=queen, princesa=princess, angel, bruja=witch,
  fantasma=ghost, monstruo=monster, vampiro=vampire, pirata=pirate, payaso=clown, medico=doctor, policia=police,
  bombero=firefighter, granjero=farmer, astronauta=astronaut, sombrero=hat, gorra=cap, zapato=shoe, bota=boot,
  camisa=shirt, vestido=dress, gafas=glasses, casco=helmet, lazo=bow, flecha=arrow, circulo=circle,
  cuadrado=square, triangulo=triangle, cruz=cross, carta=letter, mapa=map, dinero=money, moneda=coin,
  calendario=calendar, musica=music, trofeo=trophy, medalla=medal, navidad=christmas, jardin=garden, parque=park,
  ciudad=city, bosque=forest, desierto=desert, granja=farm, luz=light, sonrisa=smile, estilo=style, emoji,
  dibujo=cartoon, caricatura=cartoon, linea=line
  `,
  adjectives: `
  rojo=red, azul=blue, verde=green, amarillo=yellow, naranja=orange, morado=purple, violeta=purple, rosado=pink,
  negro=black, blanco=white, gris=grey, marron=brown, dorado=gold, grande=big, gran=big, pequeno=small,
  redondo=round, feliz=happy, alegre=happy, contento=happy, triste=sad, enfadado=angry, enojado=angry, viejo=old,
  joven=young, nuevo=new, brillante=bright, claro=bright, oscuro=dark, frio=cold, caliente=hot, dulce=sweet,
  lindo=cute, roto=broken, abierto=open, cerrado=closed, sonriente=smiling, dormido=sleeping, volador=flying,
  plano=flat, clasico=classic, alto=tall, largo=long
  `,
  small: `
  un=a, una=a, unos=a, unas=a, el=the, la=the, los=the, las=the, y=and, e=and, con=with, sin=without, encima=on,
  sobre=on, en=in, de=of, del=of
  `,
};
